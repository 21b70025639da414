"""The checks of a draft: each a function from a document and the shelf to findings, listed in registry.py."""
