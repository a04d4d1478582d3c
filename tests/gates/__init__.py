"""The gates against real servers on loopback."""
