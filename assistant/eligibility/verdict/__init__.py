"""A profile judged by a rule, and what would change the verdict."""
