"""The whole house on real servers: a mailbox on Dovecot, a post that takes letters, a real record."""
