"""How official Chinese is spelt: numerals, dates, periods, 文号, numbering marks. Imported module by module."""
