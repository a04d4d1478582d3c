"""Facts into words, and words into the bytes of an email.

`compose` writes a letter, `envelope` seals it, `samples` and `checking` are for whoever changes a
council's wording. The room knows nothing of the house: no clock, no record, no network, no parser,
and no input or output but template files.
"""
