"""The HTTP API, its schema and the gate in front of it."""
