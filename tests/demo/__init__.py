"""The demonstration: what becomes of its mail, its command, its page."""
