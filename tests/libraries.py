"""Which library is known to which room, and what each is called where it is installed; test_house.py holds it."""

from __future__ import annotations

# Who may use which library. One room each, so that it can be replaced in a day.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "alembic": ("store/",),
    "apscheduler": ("mailroom/daemon",),
    "authres": ("parsers/authentication.py",),
    "click": ("mailroom/cli.py", "mailroom/commands/"),
    "dateparser": ("parsers/facts.py",),
    "docx": (
        *("letters/letterhead.py", "letters/word.py", "parsers/documents/"),
        *("mailroom/reports/as_docx.py", "mailroom/reports/word.py"),
    ),
    "docxtpl": ("letters/word.py",),
    **dict.fromkeys(("flask", "flask_wtf", "waitress", "werkzeug"), ("mailroom/desk/",)),
    "flufl": ("parsers/reports.py",),
    "holidays": ("mailroom/rules/workdays.py",),
    "imapclient": ("mailroom/gates/",),
    "inscriptis": ("parsers/",),
    "jinja2": ("letters/", "mailroom/desk/"),
    "markupsafe": ("letters/", "mailroom/desk/"),
    "lxml": ("letters/blocks.py", "parsers/documents/"),
    "mailparser": ("parsers/",),
    "mailparser_reply": ("parsers/",),
    "matplotlib": ("mailroom/reports/pictures.py",),
    "jwt": ("mailroom/gates/openid.py",),
    "msal": ("mailroom/gates/oauth.py", "mailroom/gates/openid.py"),
    "oxmsg": ("parsers/",),
    "PIL": ("letters/bare_pictures.py", "letters/papers.py", "parsers/documents/picturing.py"),
    "pdfplumber": ("parsers/documents/",),
    "pdfminer": ("parsers/documents/",),
    "pi_heif": ("letters/papers.py", "parsers/documents/picturing.py"),
    "psycopg": ("store/",),
    "pypdfium2": ("letters/papers.py", "parsers/documents/picturing.py"),
    "pydantic": ("mailroom/config", "mailroom/rules/"),
    "pydantic_core": ("mailroom/config", "mailroom/rules/"),
    "pydantic_settings": ("mailroom/config.py",),
    "pypdf": ("letters/bare.py", "letters/batch.py", "letters/overlay.py", "parsers/documents/"),
    "rapidfuzz": ("mailroom/rules/", "parsers/forms/"),
    "requests": ("mailroom/gates/oauth.py", "mailroom/gates/openid.py"),
    "selectolax": ("parsers/",),
    "sqlalchemy": ("store/",),
    "striprtf": ("parsers/documents/",),
    "structlog": ("mailroom/",),
    "tnefparse": ("parsers/",),
    "weasyprint": ("letters/document.py",),
    "xlsxwriter": ("mailroom/reports/workbook.py",),
}
# What a library is called where it is installed, if not as it is imported.
INSTALLED_AS = {
    "docx": "python-docx",
    "flask_wtf": "flask-wtf",
    "flufl": "flufl-bounce",
    "jwt": "pyjwt",
    "mailparser": "mail-parser",
    "mailparser_reply": "mail-parser-reply",
    "oxmsg": "python-oxmsg",
    "PIL": "pillow",
    "pi_heif": "pi-heif",
    "pdfminer": "pdfplumber",  # which pins the one it is built on
    "pydantic_core": "pydantic",
    "pydantic_settings": "pydantic-settings",
    "werkzeug": "flask",  # which is built on it
}
# Needed, but by no import: a driver, time zones, the readers of an extra, the desk's forms; asked for by name.
NEVER_IMPORTED = {"psycopg", "tzdata", "python-oxmsg", "tnefparse", "govuk-frontend-jinja"}
