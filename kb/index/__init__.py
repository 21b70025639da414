"""The search engine behind one seam: BM25, characters, vectors and their fusion."""
