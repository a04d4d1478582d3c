"""Lines that machines put into a person's mail: warnings of outside senders on top, phone adverts at the end."""

from __future__ import annotations

import re

# Lines from the top in which a banner is looked for.
_TOP = 14

_BANNER = re.compile(
    r"^\W*(?:\[?EXTERNAL\]?(?: E-?MAIL| SENDER| MESSAGE)?\W*$"
    r"|(?:CAUTION|WARNING|ALERT|NOTICE|EXTERNAL(?: E-?MAIL| SENDER)?|SECURITY (?:WARNING|NOTICE))\s*[:!\-–]\s*"
    r"(?=.*(?:e-?mail|message|sender))(?=.*(?:external|outside|originat|unknown sender))"
    r"|This (?:e-?mail|message) (?:has )?(?:originated|was sent|came|is|comes) (?:from )?(?:an )?(?:outside|external)"
    r"|This (?:e-?mail|message) (?:has )?(?:originated|was sent|came|comes) from (?:an external|outside|someone outside)"
    r"|You don'?t often get e-?mail from|Some people who received this message don'?t often get e-?mail from"
    r"|\[You don'?t often get e-?mail from)",
    re.I,
)
_BANNER_MORE = re.compile(
    r"^\W*(?:(?:Do|Please do) not (?:click|open|reply)|unless you (?:recogni[sz]e|know|trust)|(?:and )?know the content is safe"
    r"|Learn why this is important|.{0,80}LearnAboutSenderIdentification|recogni[sz]e the sender|attachments unless"
    r"|.{0,60}content is safe|click (?:on )?links|If (?:you are )?in doubt|Please (?:be|take|exercise) (?:cautio|care))",
    re.I,
)
_RULE_LINE = re.compile(r"^[\s*_=\-#]{3,}$")
_PHONE = re.compile(
    r"^\W{0,3}(?:Sent from (?:my |the )?(?:\w+[\w '+-]{0,30}\b(?:iPhone|iPad|Galaxy|smartphone|device|phone|tablet|Android|Samsung)"
    r"|iPhone|iPad|Samsung|Galaxy|Android|BlackBerry|Huawei|mobile|phone|tablet|(?:Outlook|Yahoo|AOL|Mail|BT|Sky|Virgin"
    r"|Proton)\b)[^.!?]{0,60}|Get Outlook for (?:iOS|Android|Mac)\W*(?:<\S+>)?|Sent from Outlook(?: for \w+)?\W*(?:<\S+>)?"
    r"|Sent from Workspace ONE Boxer|Sent with (?:Proton|Tuta)[\w ]* secure email\.?|Yahoo Mail: Search, organi[sz]e, conquer)\W*(?:<\S+>)?\s*$",
    re.I,
)


def drop_banners(text: str) -> str:
    """A text without the warning that a server put on top; as it was where only the warning would go."""
    left = cut_banners(text)
    return left if left.strip() else text


def cut_banners(text: str) -> str:
    """A text without the warning that a server put on top, even where nothing else is in it."""
    lines = text.split("\n")
    kept: list[str] = []
    dropped = dropping = False
    for place, line in enumerate(lines):
        if place >= _TOP and not dropping:
            kept += lines[place:]
            break
        if len(line) < 1_000 and _BANNER.match(line):
            dropped = dropping = True
            continue
        if dropping and (not line.strip() or _RULE_LINE.match(line) or _BANNER_MORE.match(line)):
            continue
        dropping = False
        kept.append(line)
    return "\n".join(kept).strip("\n") if dropped else text


def drop_phone_lines(text: str) -> str:
    """A text without `Sent from my iPhone` and its like as its last line."""
    lines = text.rstrip().split("\n")
    while len(lines) > 1 and (
        not lines[-1].strip() or (len(lines[-1]) < 200 and _PHONE.match(lines[-1]))
    ):
        lines.pop()
    while len(lines) > 1 and (not lines[-1].strip() or re.fullmatch(r"\s*[_]{5,}\s*", lines[-1])):
        lines.pop()
    return "\n".join(lines)
