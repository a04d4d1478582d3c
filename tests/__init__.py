"""mailroom's tests: tables, properties, a corpus and real servers."""
