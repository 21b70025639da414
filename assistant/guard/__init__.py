"""No answer is given whose words its cited clauses do not carry."""
