"""What policy authors are shown: findings, impact, differences, indicators, references."""
