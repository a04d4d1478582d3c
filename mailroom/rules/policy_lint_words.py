"""What the Ombudsmen's Codes of 2024 say, row by row, in a reader's words."""

from __future__ import annotations

from dataclasses import dataclass

# Row of docs/requirements.md: the paragraphs of the two Codes, and what they ask.
CODES: dict[str, tuple[str, str]] = {
    "CODE-01": (
        "HO 1.2; LG 1.4",
        "a complaint is dissatisfaction, however it is made, about the standard of a service or what the"
        " council, its staff or those acting for it did or did not do, and touches one person or a group.",
    ),
    "CODE-07": (
        "HO 2.2",
        "legal proceedings bar a complaint once a claim has been filed at court, not before.",
    ),
    "CODE-08": (
        "HO 2.3; LG 2.2",
        "a matter is taken within 12 months of the day it arose, or of the day the person became aware of"
        " it, and an older one is considered.",
    ),
    "CODE-14": (
        "HO 3.4, 3.5, 3.7",
        "the policy is published, and tells people of the Ombudsman they can go to, at any time.",
    ),
    "CODE-16": ("HO 4.1 to 4.3", "somebody is named who answers for complaints."),
    "CODE-17": (
        "HO 5.1; LG 5.1",
        "one policy for all, and nobody is treated otherwise for having complained.",
    ),
    "CODE-18": ("HO 5.2; LG 5.2", "there is no extra stage, informal or otherwise named."),
    "CODE-19": (
        "HO 5.3",
        "there are no more than two stages, and no round that makes them longer.",
    ),
    "CODE-29": (
        "HO 5.14, 5.15",
        "restrictions rest on evidence, are proportionate, heed the Equality Act and are looked at again.",
    ),
    "CODE-31": (
        "HO 6.2; LG 6.2",
        "stage 1 is acknowledged and logged within 5 working days of receipt.",
    ),
    "CODE-32": (
        "HO 6.3; LG 6.3",
        "stage 1 is answered within 10 working days of the acknowledgement.",
    ),
    "CODE-33": (
        "HO 6.4; LG 6.4",
        "stage 1 is put off by no more than 10 working days without good reason.",
    ),
    "CODE-34": (
        "HO 6.5; LG 6.5",
        "whoever hears at stage 1 that an answer is put off is told how to reach the Ombudsman.",
    ),
    "CODE-38": ("HO 6.9; LG 6.8", "the answer is written, in plain language."),
    "CODE-40": (
        "HO 6.11",
        "a request for stage 2 is acknowledged and logged within 5 working days of receipt.",
    ),
    "CODE-41": ("HO 6.12", "nobody has to give reasons for wanting stage 2."),
    "CODE-42": ("HO 6.13", "stage 2 is answered by somebody else than stage 1."),
    "CODE-43": (
        "HO 6.14",
        "stage 2 is answered within 20 working days of its acknowledgement.",
    ),
    "CODE-44": (
        "HO 6.15",
        "stage 2 is put off by no more than 20 working days without good reason.",
    ),
    "CODE-45": (
        "HO 6.16",
        "whoever hears at stage 2 that an answer is put off is told how to reach the Ombudsman.",
    ),
    "CODE-63": (
        "Housing Ombudsman's Scheme",
        "the Housing Ombudsman can be asked within 12 months of the last answer.",
    ),
    "CODE-64": (
        "Housing Ombudsman's Scheme",
        "since 1 October 2022 tenants go to the Ombudsman at once, without a designated person.",
    ),
    "CODE-67": (
        "LG Ombudsman's manual for councils",
        "a council does not say what the Ombudsman can or cannot investigate.",
    ),
}


@dataclass(frozen=True, slots=True)
class Departure:
    """One point in which a policy departs from the Codes."""

    row: str
    paragraphs: str
    code: str
    policy: str
    also: tuple[str, ...] = ()

    @property
    def rows(self) -> str:
        """The rows it is about: "CODE-34, CODE-45"."""
        return ", ".join((self.row, *self.also))


def departure(row: str, policy: str, *also: str) -> Departure:
    """A departure from a row, in which the policy "does not say …", and from others that ask the same."""
    paragraphs, code = CODES[row]
    return Departure(row, paragraphs, code, f"it {policy}", also)
