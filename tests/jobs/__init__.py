"""The jobs on a council whose mailbox and post are folders, and whose clock the test moves."""
