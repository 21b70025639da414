"""What may answer: sentences and table rows, and how far they speak of what is asked."""
