"""A council's mail as it was written down for tests, one text of many mails, made into a corpus that can be played.

    python -m bench.written tests/corpus/written/aldermoor.txt FOLDER

Whoever writes mail to be read writes words and what a clerk would say of them; headers are put on here.
`tests/corpus/written/README.md` tells the form.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")
_FIRST = "Anita Gareth Maureen Callum Priti Sandra Joel Bronwen Imran Hazel Dominic Tessa".split()
_LAST = (
    "Whitcombe Ashdown Patel Lumley Okafor Brearley Tonks Penrose Sharma Galloway Ridley".split()
)
_POLICIES = ("south-cambs-2021", "cambridge-city", "brighton-hove", "south-cambs-corporate")
_MATTERS = "complaint comment compliment service_request other_process ombudsman".split()
_LANDLORD = ("housing_repairs", "tenancy")
_NOTHING = ("-", "", "none")
# What a program says of an answer that it wrote by itself (RFC 3834 5).
_AUTOMATIC = "auto-submitted"
# How much each of its mails teaches, of a text that is one-sided on purpose; no service is called so.
_COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class Written:
    """One mail: its labels, its few headers, its words."""

    name: str
    labels: Mapping[str, str]
    headers: Mapping[str, str]
    text: str

    def label(self, name: str) -> str:
        """What a clerk says of it; '' where nothing."""
        said = self.labels.get(name, "")
        return "" if said in _NOTHING else said

    def several(self, name: str) -> list[str]:
        """The same of what may be several."""
        return [one.strip() for one in re.split(r"[+,]", self.label(name)) if one.strip()]


def read(path: Path) -> tuple[dict[str, Any], list[Written]]:
    """A council and its mail, of one text."""
    head, *mails = re.split(r"(?m)^=== *", path.read_text(encoding="utf-8"))
    return _council(head), [_mail(one) for one in mails]


def _mail(written: str) -> Written:
    head, _, text = written.partition("\n---")
    name, labels, *headers = head.splitlines()
    return Written(
        name.strip(),
        _pairs(labels.split(";"), "="),
        _pairs(headers, ":"),
        text.strip("\n"),
    )


def _pairs(lines: list[str], between: str) -> dict[str, str]:
    split = (line.partition(between) for line in lines if line.strip())
    return {key.strip(): value.strip() for key, _, value in split}


def _council(head: str) -> dict[str, Any]:
    title, domain, *rest = (line.strip() for line in head.splitlines() if line.strip())
    lines = [_parts(line, "=") for line in rest]
    offices = "monitoring_officer information_governance insurance hr whistleblowing".split()
    return {
        "name": title,
        "domain": domain,
        "feedback_address": f"feedback@{domain}",
        "signature_name": "Feedback Team",
        "portal_url": f"https://www.{domain}/feedback",
        "counts": float(dict(lines).get(_COUNTS, 1.0)),
        "services": [_service(code, name, domain) for code, name in lines if code != _COUNTS],
        "coordinators": [_person("coordinator", domain)],
    } | {office: f"{office.replace('_', '.')}@{domain}" for office in offices}


def _parts(line: str, between: str) -> tuple[str, str]:
    key, _, value = line.partition(between)
    return key.strip(), value.strip()


def _service(code: str, name: str, domain: str) -> dict[str, Any]:
    people = {role: _person(f"{code} {role}", domain) for role in ("manager", "head", "director")}
    ombudsman = "housing" if code in _LANDLORD else "lgsco"
    rest = {"area": name, "ombudsman": ombudsman, "shared_with": None, "contractor": None}
    return {"id": code, "name": name, **people, **rest}


def _person(post: str, domain: str) -> dict[str, str]:
    number = int(_mark(f"{domain} {post}"), 16)
    first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST) % len(_LAST)]
    return {"name": f"{first} {last}", "email": f"{first}.{last}@{domain}".lower()}


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def truth_of(one: Written) -> dict[str, Any]:
    """What a clerk says of a mail, as a corpus has it."""
    kind, services = one.label("kind"), one.several("service")
    fields = _pairs(one.headers.get("fields", "").split(";"), "=")
    if fields:
        fields.setdefault("email", parseaddr(one.headers["from"])[1])
    truth = {
        "kind": kind,
        "relation": "new" if kind in _MATTERS else "none",
        "relates_to": None,
        "stage": int(one.label("stage")) if one.label("stage") else None,
        "service": services if len(services) > 1 else (services or [None])[0],
        "exclusion": one.label("exclusion") or None,
        "flags": one.several("flags"),
        "fields": {key: value for key, value in fields.items() if value},
        "queue": one.label("queue") or "either",
    }
    return truth | ({"act": one.label("act")} if one.label("act") else {})


def received_at(one: Written) -> datetime:
    """When it came."""
    return datetime.strptime(one.headers["received"], "%Y-%m-%d %H:%M").replace(tzinfo=_LONDON)


def as_mail(one: Written, domain: str) -> bytes:
    """The mail as the council's server would hand it over, its sender vouched for."""
    name, address = parseaddr(one.headers["from"])
    sender, stamp = address.rpartition("@")[2], format_datetime(received_at(one))
    mail = EmailMessage(policy=SMTP.clone(max_line_length=998))
    mail["Received"] = (
        f"from mx.{sender} (mx.{sender} [203.0.113.7]) by mx.{domain} with ESMTPS"
        f" id {_mark(one.name + one.text)} for <feedback@{domain}>; {stamp}"
    )
    mail["Authentication-Results"] = (
        f"mx.{domain}; spf=pass smtp.mailfrom={sender}; dmarc=pass header.from={sender}"
    )
    mail["From"], mail["To"] = formataddr((name, address)), f"feedback@{domain}"
    mail["Subject"], mail["Date"] = one.headers.get("subject", "").strip('"'), stamp
    mail["Message-ID"] = f"<{_mark(domain + one.name + one.text)}@{sender}>"
    if _AUTOMATIC in one.headers:
        mail["Auto-Submitted"] = one.headers[_AUTOMATIC]
    mail.set_content(one.text + "\n", cte="7bit" if one.text.isascii() else "8bit")
    return mail.as_bytes()


def corpus_of(path: Path, folder: Path) -> int:
    """Lays a corpus of a written text into a folder; how many mails it has."""
    council, mails = read(path)
    (folder / "singles").mkdir(parents=True, exist_ok=True)
    (folder / "scenarios").mkdir(exist_ok=True)
    (folder / "council.json").write_text(json.dumps(council, indent=1), encoding="utf-8")
    rows = list(_laid(mails, council["domain"], folder / "singles"))
    (folder / "singles" / "truth.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return len(rows)


def _laid(mails: list[Written], domain: str, folder: Path) -> Iterator[str]:
    for number, one in enumerate(mails, 1):
        name = f"{number:03d}.eml"
        (folder / name).write_bytes(as_mail(one, domain))
        row = {"file": name, "received": received_at(one).isoformat()}
        row |= {"policy": _POLICIES[number % len(_POLICIES)], "truth": truth_of(one)}
        yield json.dumps(row, ensure_ascii=False)


if __name__ == "__main__":
    print(corpus_of(Path(sys.argv[1]), Path(sys.argv[2])), "mails")
