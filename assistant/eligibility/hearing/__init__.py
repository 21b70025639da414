"""Facts told in free Chinese, each with the words that told it."""
