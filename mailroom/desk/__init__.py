"""The desk: the acts of the house with a person deciding instead of the rules, on web pages.

Decides nothing by itself, renders nothing that a resident wrote as anything but text, and shows nobody a case that is
not theirs to see.
"""
