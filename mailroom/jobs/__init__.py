"""The round: collect what the mailboxes have, handle it, ask the diary what fell due, dispatch the outbox.

Each job may be stopped at any instant; the next round completes its work.
"""
