"""One file in → one clause tree out."""
