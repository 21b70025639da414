"""The faces: command, API, page, and what they share."""
