"""A question in → a cited answer out, and the faces."""
