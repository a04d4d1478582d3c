"""What changes the record: one transaction each, whoever decides, the rules or a person at the desk.

A case, its stage and deadlines, the journal, the letter in the outbox and the message's state become true
together or not at all. Acts send nothing and decide nothing.
"""
