"""The readers of web pages: HTML and MHTML."""
