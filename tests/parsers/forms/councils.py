"""Forms of invented councils: each asks in its own words, and each is laid out in its own way.

A council is a row of labels under the house's keys; a layout makes a document or a mail of the labels and the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.parsers.documents.making import (
    Sheet,
    control,
    legacy,
    opendocument,
    paper,
    para,
    run,
    table,
    tick_control,
    word,
)

Rows = Sequence[tuple[str, str]]
PEOPLE = (
    {
        "name": "Ada Lovatt", "email": "ada.lovatt@mail.example", "phone": "01632 960114",
        "postcode": "ZZ1 1AA", "address": "3 Mill Lane, Otterby", "incident_date": "4 May 2026",
        "service": "Waste and recycling", "reference_quoted": "WR/20417",
        "details": "The brown bin was left full three weeks running.",
        "desired_outcome": "Empty it and say why it was left",
    },
    {
        "name": "Tom Okoro-Bell", "email": "tokoro@letterbox.test", "phone": "07700 900482",
        "postcode": "ZX14 6QT", "address": "Flat 2, 19 Quay Street, Hale", "incident_date": "12/06/2026",
        "service": "Housing repairs", "reference_quoted": "RP-88120",
        "details": "Water comes through the kitchen ceiling. Two plumbers came and neither had a ladder.",
        "desired_outcome": "A new ceiling, and an apology",
    },
    {
        "name": "Siân Prys", "email": "s.prys@llythyr.example", "phone": "029 2018 0555",
        "postcode": "ZY3 9BD", "address": "Ty Gwyn, Church Road", "incident_date": "2 March 2026",
        "service": "Council Tax", "reference_quoted": "5540118X",
        "details": "I was charged twice for one month.",
        "desired_outcome": "My money back",
    },
)  # fmt: skip


@dataclass(frozen=True)
class CouncilForm:
    """One council's form as somebody sent it: in a file, or as the mail of its web page."""

    council: str
    layout: str
    answers: Mapping[str, str]  # by key, what is to be read
    file: bytes | None = None
    mail: str = ""
    page: str = ""


def _rows(labels: Mapping[str, str], answers: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(label, answers.get(key.rstrip("0123456789"), "")) for key, label in labels.items()]


def colons(rows: Rows) -> str:
    return "\n".join(f"{label}: {value}" for label, value in rows)


def under(rows: Rows) -> str:
    return "\n\n".join(f"{label}\n{value}" for label, value in rows)


def columns(rows: Rows) -> str:
    wide = max(len(label) for label, _ in rows) + 3
    return "\n".join(f"{label:<{wide}}{value}" for label, value in rows)


def dashed(rows: Rows) -> str:
    return "\n".join(f"{label} - {value}" for label, value in rows)


def page_table(rows: Rows) -> str:
    cells = "".join(f"<tr><td><b>{label}</b></td><td>{value}</td></tr>" for label, value in rows)
    return f"<html><body><p>A form was submitted.</p><table>{cells}</table></body></html>"


def page_striped(rows: Rows) -> str:
    cells = "".join(
        f'<tr bgcolor="#EAF2FA"><td colspan="2"><strong>{label}</strong></td></tr>'
        f'<tr bgcolor="#FFFFFF"><td width="20">&nbsp;</td><td>{value}</td></tr>'
        for label, value in rows
    )
    return f"<html><body><table><tr><td><table>{cells}</table></td></tr></table></body></html>"


def page_list(rows: Rows) -> str:
    items = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows)
    return (
        f"<html><body><h2>Feedback</h2><dl>{items}</dl><p>Sent from our website</p></body></html>"
    )


def page_headed(rows: Rows) -> str:
    items = "".join(f"<h3>{label}</h3><p>{value}</p>" for label, value in rows)
    return f"<html><body>{items}</body></html>"


def page_bold(rows: Rows) -> str:
    items = "".join(f"<p><strong>{label}</strong><br>{value}</p>" for label, value in rows)
    return f"<html><body>{items}</body></html>"


def word_table(rows: Rows) -> bytes:
    return word(para(run("Complaints form")) + table(*rows))


def word_four(rows: Rows) -> bytes:
    """Label, answer, label, answer."""
    flat = [cell for row in rows for cell in row] + ["", ""] * (len(rows) % 2)
    return word(table(*(flat[n : n + 4] for n in range(0, len(flat), 4))))


def word_stack(rows: Rows) -> bytes:
    return word(table(*([cell] for row in rows for cell in row)))


def word_inside(rows: Rows) -> bytes:
    return word(table(*([f"{label}\n{value}"] for label, value in rows)))


def word_controls(rows: Rows) -> bytes:
    return word("".join(para(run(f"{label}: "), control(value)) for label, value in rows))


def word_titled(rows: Rows) -> bytes:
    """Controls with a title each; the page shows no label."""
    return word("".join(para(control(value, alias=label)) for label, value in rows))


def word_legacy(rows: Rows) -> bytes:
    return word(
        "".join(para(run(f"{label}\t"), legacy("<w:textInput/>", value)) for label, value in rows)
    )


def word_bold(rows: Rows) -> bytes:
    bold = "<w:b/>"
    return word("".join(para(run(a, properties=bold)) + para(run(b)) for a, b in rows))


def odt_table(rows: Rows) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    return opendocument(f"<text:h>Feedback</text:h><table:table>{cells}</table:table>")


def odt_inputs(rows: Rows) -> bytes:
    return opendocument(
        "".join(
            f"<text:p>{label}: <text:text-input>{value}</text:text-input></text:p>"
            for label, value in rows
        )
    )


def rtf_table(rows: Rows) -> bytes:
    def escaped(words: str) -> str:
        return "".join(c if ord(c) < 128 else f"\\'{c.encode('cp1252').hex()}" for c in words)

    lines = "".join(
        rf"\trowd\cellx2000\cellx6000\intbl {escaped(a)}\cell {escaped(b)}\cell\row "
        for a, b in rows
    )
    return (r"{\rtf1\ansi\ansicpg1252 " + lines + "}").encode()


def _field(name: str, value: str, tooltip: str = "") -> str:
    title = f"/TU({tooltip})" if tooltip else ""
    return f"/Subtype/Widget/FT/Tx/T({name})/V({value}){title}"


def pdf_tooltips(rows: Rows) -> bytes:
    sheet = Sheet().text(40, 20, "Complaints form")
    for number, (label, value) in enumerate(rows):
        sheet.annotation(40, 60 + 30 * number, 300, 18, _field(f"f{number}", value, label))
    return paper(sheet)


def pdf_beside(rows: Rows) -> bytes:
    sheet = Sheet()
    for number, (label, value) in enumerate(rows):
        top = 40 + 30 * number
        sheet.text(40, top + 2, label).annotation(300, top, 250, 18, _field(f"t{number}", value))
    return paper(sheet)


def pdf_boxes_under(rows: Rows) -> bytes:
    sheet = Sheet().text(40, 14, "How to complain", size=14)
    for number, (label, value) in enumerate(rows):
        top = 50 + 55 * number
        sheet.text(44, top, label).box(40, top + 16, 480, 26)
        sheet.text(46, top + 23, value, font="F2", size=8)
    return paper(sheet)


def pdf_two_columns(rows: Rows) -> bytes:
    """Two boxes to a line, each with its label above; long answers below, over the whole page."""
    sheet = Sheet()
    top = 40
    short = [row for row in rows if len(row[1]) <= 30]
    for place, (label, value) in enumerate(short):
        x, y = (40, top + 50 * (place // 2)) if place % 2 == 0 else (310, top + 50 * (place // 2))
        sheet.text(x, y, label).box(x, y + 14, 250, 20).text(x + 4, y + 18, value, font="F2")
    for place, (label, value) in enumerate(row for row in rows if len(row[1]) > 30):
        y = top + 50 * ((len(short) + 1) // 2) + 90 * place
        sheet.text(40, y, label).box(40, y + 14, 520, 60)
        sheet.text(44, y + 20, value, font="F2", size=8)
    return paper(sheet)


def pdf_table(rows: Rows) -> bytes:
    sheet = Sheet().text(40, 20, "Complaints form", size=16)
    for number, (label, value) in enumerate(rows):
        top = 60 + 30 * number
        sheet.box(40, top, 220, 30).box(260, top, 300, 30)
        sheet.text(44, top + 8, label, size=8).text(264, top + 8, value, font="F2", size=7)
    return paper(sheet)


def pdf_lines(rows: Rows) -> bytes:
    sheet = Sheet()
    for number, (label, value) in enumerate(rows):
        top = 40 + 40 * number
        sheet.text(40, top, label, size=9).rule(250, 560, top + 12)
        sheet.text(254, top, value, font="F2", size=6)
    return paper(sheet)


def ticked_word(rows: Rows) -> bytes:
    """Services and kinds to tick, in a table and as controls; the rest in rows."""
    ticked = "☐ Parks   ☒ " + dict(rows).get("Service", "") + "   ☐ Planning"
    kinds = (
        para(tick_control(ticked=True), run(" A complaint"))
        + para(tick_control(ticked=False), run(" A compliment"))
        + para(tick_control(ticked=False), run(" A comment"))
    )
    others = [(label, ticked if label == "Service" else value) for label, value in rows]
    return word(para(run("Tell us what you think")) + kinds + table(*others))


def ticked_mail(rows: Rows) -> str:
    service = dict(rows).get("Service", "")
    kinds = "This is (tick one)\n[ ] a compliment\n[x] a complaint\n[ ] a suggestion\n\n"
    others = [
        (label, f"[ ] Parks [X] {service} [ ] Other" if label == "Service" else value)
        for label, value in rows
    ]
    return kinds + colons(others)


FILES: Mapping[str, Callable[[Rows], bytes]] = {
    one.__name__: one
    for one in (
        word_table, word_four, word_stack, word_inside, word_controls, word_titled, word_legacy,
        word_bold, odt_table, odt_inputs, rtf_table, pdf_tooltips, pdf_beside, pdf_boxes_under,
        pdf_two_columns, pdf_table, pdf_lines, ticked_word,
    )
}  # fmt: skip
MAILS: Mapping[str, Callable[[Rows], str]] = {
    one.__name__: one for one in (colons, under, columns, dashed, ticked_mail)
}
PAGES: Mapping[str, Callable[[Rows], str]] = {
    one.__name__: one for one in (page_table, page_striped, page_list, page_headed, page_bold)
}


def fill(council: str, layout: str, labels: Mapping[str, str], person: int) -> CouncilForm:
    """A council's form as one of the people filled it in."""
    answers = PEOPLE[person % len(PEOPLE)]
    rows = _rows(labels, answers)
    wanted = {key: value for key, value in answers.items() if key in labels}
    wanted |= {"kind": "complaint"} if layout.startswith("ticked") else {}
    return CouncilForm(
        council,
        layout,
        wanted,
        file=FILES[layout](rows) if layout in FILES else None,
        mail=MAILS[layout](rows) if layout in MAILS else "",
        page=PAGES[layout](rows) if layout in PAGES else "",
    )
