"""Many trees in → a searchable, cross-referenced knowledge base."""
