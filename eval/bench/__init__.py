"""Benchmarks: each a command, `python -m eval.bench.NAME`."""
