"""Commands for policy authors: check, compare, impact, indicators, refs."""
