"""The command line, run as people run it, on Maildirs in a folder of its own."""
