"""Which evidence answers, and how surely."""
