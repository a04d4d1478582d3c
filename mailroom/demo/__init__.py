"""A council in a box: a made-up district council, its mail of some weeks, and what the house makes of it.

    mailroom.toml   the council's configuration, copied into the demo's folder
    stage.py        the folder: mailbox, post, record, key
    shapes.py       a letter in the shape that a mail client gives it
    routes.py       what servers add on a mail's way: Received, Authentication-Results, delivery reports
    papers.py       forms as PDF and DOCX, filled in; pdf.py writes the PDF
    piece.py        one piece of mail, when it comes, and what is expected to become of it
    first_mail.py form_mail.py other_mail.py answers.py   every piece of it
    play.py         the pieces in order of receipt, each handled by the house's own jobs
    account.py      what became of each, from the record alone
    table.py        the account for a terminal
    page.py         the account for a browser; window.py serves it

Opens no connection to anywhere; nobody in it exists.
"""
