"""Words, figures and the form of Chinese policy text. Imported module by module."""
