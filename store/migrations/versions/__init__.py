"""The migrations, one module each, numbered in the order they run."""
