"""The API key: where it is kept, whose it is, and what it may do."""
