"""The gold questions, the metrics and the benchmarks."""
