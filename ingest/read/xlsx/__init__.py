"""The reader of .xlsx: every figure as the sheet shows it."""
