"""The desk, asked by a client of its own and driven in a real browser."""
