"""Making what is learned or counted once: word vectors, weights of relevance."""
