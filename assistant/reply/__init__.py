"""The words of an answer, and what must be said beside it."""
