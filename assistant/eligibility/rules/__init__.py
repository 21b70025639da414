"""Rules and the vocabulary of facts, as data."""
