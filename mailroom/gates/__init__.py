"""The doors to the world outside: mail comes in and letters go out through here, and nowhere else.

    mailbox.py   what every mailbox can do          imap.py, maildir.py
    post.py      what every way out can do          smtp.py, maildir.py
    oauth.py     access tokens for both             line.py: TLS, and network trouble in words

Nothing here reads a message, knows a case or touches the record.
"""
