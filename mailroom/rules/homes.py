"""Where the writer lives: before a postcode, at the foot of the letter, or in the words "I live at". Pure.

Only what can be told without guessing: where a lamp post stands, or a neighbour lives, is nobody's address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailroom.rules.signed import FIRM, FOOT_LINES, NO_NAME
from parsers.facts import phones, postcodes

STREETS = (
    r"road|street|lane|avenue|close|court|house|view|way|drive|hill|terrace|walk|row|place|crescent|mews|"
    r"grove|rise|tower|gardens"
    r"|square|parade|wharf|quay|green|park|side|end|drove|fold|yard|buildings|cottages?|villas|mount|"
    r"heights|meadows?|field|fields"
    r"|croft|bank|common|gate|passage|estate|hythe|chase|dene|vale|orchard|rd|ave|st|ln|gdns|ct|dr|cres|flats"
)
_HOUSE = (
    r"(?:(?:flat|apartment|apt|unit|room|plot|studio)\s+\d{1,4}[a-z]?(?:,\s*|"
    r"\s+)(?:\d{1,4}[a-z]?(?:\s*[-\u2013]\s*\d+)?\s+)?"
    r"|\d{1,4}[a-z]?(?:\s*[-\u2013]\s*\d{1,4})?,?[ \t]+)"
)
_ADDRESS = re.compile(
    # Number and street, in whatever letters; a street may have two such words ("Tower Street").
    rf"(?<![\w\u00a3./-])(?i:{_HOUSE})(?:[\w'\u2019]+[ \t]+){{0,3}}?(?i:{STREETS})\b(?![ \t]+(?i:{STREETS})\b)"
    # Number and a name in capitals, before a comma, a line's end or a postcode.
    rf"|(?<![\w\u00a3./-])(?i:{_HOUSE})(?:[A-Z][\w'\u2019]+[ \t]+){{0,2}}[A-Z][a-z'\u2019]+(?=\s*(?:,|\n|\.?\Z|\.\s|"
    rf"\(?[A-Z]{{1,2}}\d))"
    r"|(?<![\w\u00a3./-])(?i:flat|apartment)[ \t]+\d{1,4}[a-z]?,?[ \t]+[A-Z][\w'\u2019]*(?:[ \t]+[A-Z][a-z'\u2019]*)?"
)
# "2 Custom House" of "2 Custom House Steps, Port Hale".
_STREET_GOES_ON = re.compile(r"(?:[ \t]+[A-Z][a-z'\u2019]+){1,2}(?=,[ \t]*[A-Z])")
_PLACE = re.compile(
    r"[ \t]*(?:,[ \t]*\n?[ \t]*|\n[ \t]*)([A-Z][a-z'\u2019-]+(?:[ \t]+(?:[A-Z][a-z'\u2019-]+|on(?! \w+day)|the|upon|"
    r"under)){0,2})(?=\s*(?:[,.()]|\n|$|\(?[A-Z]{1,2}\d|\d)|[ \t]+(?:and|on|in|since|from|which|where|has|is|was)\b)"
)
# The town beside a street, with no comma, to the line's end: "22 Mill Road Netherlow".
_TOWN_BESIDE = re.compile(
    r"[ \t]+([A-Z][\w'\u2019-]+(?:[ \t]+[A-Z][\w'\u2019-]+)?)(?=[ \t]*(?:\n|$))"
)
# No town, though it begins large and stands below a street.
_NO_TOWN = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)\b|(?:account|acct?|application|case|claim|tel|mob|phone|mobile|email|please|since|sent|tenant|"
    r"council|customer|reference|ref|thanks|hi|hello|dear|we|i|my|it|mrs?|ms|miss|dr)\b",
    re.IGNORECASE,
)
# A village right before the postcode, with no comma: "17 Mill Walk far end AB7 3QQ".
_SMALL_PLACE = re.compile(
    r"^[ \t,]+((?:[A-Za-z][\w'\u2019-]*[ \t,]+){1,3})(?=\(?[A-Za-z]{1,2}\d[\dA-Za-z]?[ \t]*\d[A-Za-z]{2}\b)"
)
_BEFORE_POSTCODE = re.compile(
    r"^[\s,(]*(?:[A-Za-z][\w'\u2019-]*[\s,]+){0,3}[(]?[A-Za-z]{1,2}\d[\dA-Za-z]?\s*\d[A-Za-z]{2}\b"
)
_NOT_THEIRS = re.compile(
    r"\b(?:outside|behind|opposite|near|by|number|(?<!at )no|numbers|neighbour at|next to|r/o|land at|beside|"
    r"between|application|lamp ?(?:post|standard|column)s?|street ?lights?|columns?|bus(?: stop)?|"
    r"routes?|bays?|moved from|moving from|(?<!have )(?<!'ve )(?<!\u2019ve )lived at|"
    r"used to live at)\s+(?:at\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:live at|at|of|address is|address:?|tenant at|home,?|moved to|now at|now|i'm at|i am at|just moved to|"
    r"lived at|my (?:\w+ )?(?:flat|house|home|property|bungalow|maisonette),?)\s+$",
    re.IGNORECASE,
)


# What a house is called that has no number: "Kiln Cottage", "Hob Lane Farm", "The Old Forge".
_HOUSE_NAME = re.compile(
    rf"(?i:\b(?:{STREETS}|lodge|farm|hall|barn|mill|forge|rectory|vicarage|presbytery|manor|granary|bungalow|maltings|"
    r"bakehouse|smithy|chapel|steading|hollies|firs|laurels|elms))$"
)
# "I live with my brother at Fellgate, Cawdale SX9 5TT": a house by its name, in a sentence.
_TOLD = re.compile(
    r"(?:\b(?:live|living|reside|adult|tenant|moved|home)\b"
    r"(?: [a-z]\w*| [A-Z]\w+){0,4}? (?:at|in|into|to|on|of)|\bfrom"
    r"|(?P<own>\b(?:my|our) (?:[a-z]+ ){0,2}(?:house|home|flat|bungalow|bedroom|kitchen|bathroom|garden|wall|fence|"
    r"drive|door|gate|roof|ceiling|windows?|boiler|tenancy|landing|bins?|end)(?: wall| fence)?) (?:in|on|at|of))"
    r" (?P<place>"
    r"(?:[A-Z][\w'\u2019-]+ ?){1,4}(?:, ?(?:[A-Z][\w'\u2019-]+ ?){1,3}){0,2}),?(?= ?[A-Z]{1,2}\d|[.,;)\n]| [a-z]|\Z)"
)
_POSTCODE_NEXT = re.compile(r"[ ,]*[A-Z]{1,2}\d")
# Somebody's post, or where they work, and no house.
_POST = re.compile(
    r"\b(?:chair\w*|hon|sec\w*|treasurer|clerk|manager|director|rector|vicar|reporter|editor|owner|tenant|leaseholder|"
    r"son|daughter|mother|father|wife|husband|carer|councillor|head of|teacher|officer|member|trustee|warden|nurse|"
    r"architects?|builders?|joinery|consult\w+|practice|surgery|partners?|sons|skips|signs|motors|garage|law|agents?|cabs|taxis|cycles|hire|supplies|"
    r"friends|residents|ward|regards|thanks|yours|sent|dear)\b",
    re.IGNORECASE,
)
# Right before an address that is somebody else's: "the man at", "she lives at", "his flat at".
_SOMEBODYS = re.compile(
    r"\b(?:neighbours?|next door|bloke|man|woman|lady|people|those|they|(?:the|your|my) tenants?|owners?|he|"
    r"she|who|him|her|his|their|lad|family|couple|"
    r"pub|site|works|party|parties)(?:'s)?,? (?:\w+ ){0,2}\(?$",
    re.IGNORECASE,
)
# A line that is an address from its number on, whatever its street is called.
_LINE_OF_ADDRESS = re.compile(
    r"^(?:(?:flat|apartment|unit|room)\s+\w{1,4},?\s+)?\d{1,4}[a-z]?,?\s+[a-z][\w'\u2019 ,-]{3,60}$",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|rev|cllr|sir|lady)\b", re.IGNORECASE)
_PLACE_NAME = re.compile(
    r"^(?:[A-Z\d][\w'\u2019&.-]*(?:\s+|$)|(?:of|on|the|upon|under|and)\s+){1,5}$"
)
# "PO Box 118, Hale" is where nobody lives.
_BOX = re.compile(r"\bp\.? ?o\.? ?box:?\s*$", re.IGNORECASE)
_WITH_BOX = re.compile(r"\bp\.? ?o\.? ?box\b", re.IGNORECASE)
# "9 February", "14 on Mill Lane", "3 weeks in Fore Street": a figure, and no house's.
_NO_HOUSE = re.compile(
    r"\d{1,4}(?:,?\s+(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|"
    rf"mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b(?!\s+(?:{STREETS})\Z)"
    r"|.*\b(?:(?:bus|cycle) lane|car park)\Z"
    r"|,?\s+(?:near|outside|opposite|along|down|were|am|pm|days?|weeks?|"
    r"months?|years?|hours?|minutes?|mins|times|people|cars?|bins?|bags?|bed(?:room)?|houses|homes|households|metres?|miles?|(?:mon|tues|wednes|"
    r"thurs|fri|satur|sun)days?|mon|tues?|weds?|thurs?|fri|sat|sun)\b|,?\s+flats\Z"
    # One small word behind the figure: "7 place", "21, bank"; and a year's figure.
    r"|,?\s+(?-i:[a-z]\w*)\Z|(?<=\b20\d\d),"
    # No street has such a word in its midst.
    r"|.*\s(?:of|on|in|at|from|to|for|my|her|his|our|their|every|and|or|is|was|are|an?|that|this|"
    r"these|those|other|using|odd|more|per)\s)",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\d+[A-Za-z]?,")
_WITH_STREET = re.compile(rf"\b(?:{STREETS})\b", re.IGNORECASE)
# The score of an address that stands before a postcode, and of one at the foot.
_SURE, _AT_FOOT = 3.0, 2.0
# "8 Mallow Close, Ivy, she's 88": no town.
_SOMEBODY_NEXT = re.compile(r",?[ \t]+(?:she|he|who)\b", re.IGNORECASE)
# What ends the places of a signature.
_NO_PLACE = re.compile(r"\.\s|\s[A-Z]{1,2}\d|\d|[|:;]")
_ONE_MORE = re.compile(r"[ \t]+[A-Z][a-z'\u2019]+(?=[ \t]+[a-z]|[.,]?\s*$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An address found, how likely it is the writer's own, and where it ends."""

    written: str
    score: float
    at: int


def address_in(text: str, name: str = "") -> str:
    """The writer's address: the one before a postcode, or at the foot, or that they say they live at; ''.

    `name` is the writer's: a line that begins with it may go on with where they live, and so may the lines below.
    """
    text = _without_phones(text)
    found = [_weighed(text, hit, name) for hit in _ADDRESS.finditer(text) if _is_house(text, hit)]
    best = max(found, key=lambda one: (one.score, -one.at), default=None)
    if best is not None and best.score >= _SURE:
        return best.written
    if named := _house_named(text, name):
        return named
    if best is not None and best.score >= _AT_FOOT:
        return best.written
    if below := _signed_at(text, name) or _told_home(text):
        return below
    return best.written if best is not None and (best.score > 0 or _is_only(best, found)) else ""


def _is_only(best: _Candidate, found: list[_Candidate]) -> bool:
    """Whether it is the only address in the mail, and nothing says that it is somebody else's."""
    return best.score == 0 and len({one.written.casefold() for one in found}) == 1


def _is_house(text: str, hit: re.Match[str]) -> bool:
    """Whether a figure and the words after it are where somebody lives, and no date, no count and no box."""
    boxed = _BOX.search(text[max(0, hit.start() - 12) : hit.start()])
    # "Badge 2217, Mo Bairstow": without a street's word behind it a comma parts two things.
    parted = _COMMA.match(hit.group()) and not _WITH_STREET.search(hit.group())
    return not (boxed or parted or _NO_HOUSE.match(hit.group()))


def _without_phones(text: str) -> str:
    """The text without its telephone numbers, whose last figures are no house's number."""
    for number in phones(text):
        text = text.replace(number, "\n" if f"{number}\n" in text else " ")
    return text


def _house_named(text: str, name: str) -> str:
    """The line of a postcode, where no number and street stand there: "The Old School, Church Lane, Hale"."""
    if not postcodes(text):
        return ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for place, line in reversed(list(enumerate(lines))):
        for written in postcodes(line):
            before = re.split(re.escape(written).replace(r"\ ", r"\s*"), line, flags=re.IGNORECASE)[
                0
            ]
            parts = [part.strip(" .(") for part in before.split(",") if part.strip(" .(")]
            at_foot = place >= len(lines) - FOOT_LINES
            if _WITH_BOX.search(before):
                continue
            if _LINE_OF_ADDRESS.match(before) and at_foot:
                return ", ".join(parts)
            own = (
                parts[1:] if parts and (_TITLED.search(parts[0]) or _is(parts[0], name)) else parts
            )
            has_street = _WITH_STREET.search(before) is not None
            is_place = 2 <= len(own) <= 5 and all(_PLACE_NAME.match(part) for part in own)
            if is_place and (has_street or at_foot):
                return ", ".join(own)
    return ""


def _is(part: str, name: str) -> bool:
    return bool(name) and part.casefold() == name.casefold()


def _signed_at(text: str, name: str) -> str:
    """What follows the writer's name where it is signed, on its line or below: "Pat Millward, Kiln Cottage, Hale"."""
    if not name:
        return ""
    lines = [line.strip(" .()") for line in text.splitlines() if line.strip(" .()")][-FOOT_LINES:]
    for place in range(len(lines) - 1, -1, -1):
        signed, _, rest = lines[place].partition(",")
        if not is_signed(signed, name):
            continue
        rest = rest or "\n".join(lines[place + 1 : place + 4])
        parts = _places(_NO_PLACE.split(rest, maxsplit=1)[0])
        return ", ".join(parts) if _is_home(parts) and not _is_firm(parts[0], name) else ""
    return ""


def _is_firm(part: str, name: str) -> bool:
    """Whether it is called after the writer: "Holroyd Cycles", "Ferri's Gelato"."""
    return bool(name) and name.casefold().split()[-1] in part.casefold()


def _told_home(text: str) -> str:
    """A house without a number that they say they live in: "I live at Quarry Cottage, Upper Maes"."""
    for told in _TOLD.finditer(text):
        parts = [part.strip() for part in told["place"].split(",")]
        is_coded = len(parts) > 1 and _POSTCODE_NEXT.match(text, told.end("place"))
        is_house = _HOUSE_NAME.search(parts[0]) and (told["own"] or " at " in told.group())
        somebodys = _SOMEBODYS.search(text[max(0, told.start() - 12) : told.start()])
        if (is_coded or is_house) and not somebodys and not any(map(_NO_TOWN.match, parts)):
            return ", ".join(parts)
    return ""


def is_signed(signed: str, name: str) -> bool:
    """Whether it is the writer's name as they sign: in full, by the first name, or with initials."""
    own, written = name.casefold().split(), signed.casefold().replace(".", "").split()
    if not own or not written or len(written) > 4:
        return False
    return written == own[:1] or (written[-1] == own[-1] and written[0][:1] == own[0][:1])


def _places(rest: str) -> list[str]:
    """The parts of an address, as far as they are names of places."""
    parts: list[str] = []
    for part in (one.strip(" .()") for one in re.split(r"[,\n]", rest)):
        if part and (len(parts) > 2 or not _PLACE_NAME.match(part) or _NO_TOWN.match(part)):
            break
        parts += [part] if part else []
    return parts


def _is_home(parts: list[str]) -> bool:
    """Whether names of places are where somebody lives: a house or a street first, and no firm and no post."""
    if (
        not parts
        or _POST.match(parts[0])
        or any(
            FIRM.search(part) or _POST.search(part)
            for part in parts
            if not _HOUSE_NAME.search(part)
        )
    ):
        return False
    return bool(_HOUSE_NAME.search(parts[0])) or len(parts) > 1


def _weighed(text: str, hit: re.Match[str], name: str) -> _Candidate:
    more = _STREET_GOES_ON.match(text, hit.end()) or _rest_of_street(text, hit)
    end = more.end() if more else hit.end()
    written, rest = " ".join(text[hit.start() : end].split()), text[end:]
    before = text[max(0, hit.start() - 32) : hit.start()]
    score = 3.0 if _BEFORE_POSTCODE.match(rest) else 0.0
    score += 2.0 if not rest.strip() or len(rest) < 120 else 0.0
    score += 1.5 if _THEIRS.search(before) else 0.0
    score -= 2.5 if _NOT_THEIRS.search(before) or _SOMEBODYS.search(before) else 0.0
    score += 0.5 if before.endswith("\n") or not before.strip() else 0.0
    written = _with_places(written, rest, name)
    if score >= _AT_FOOT:
        written = _with_house(written, text[: hit.start()], name)
    return _Candidate(written, score, hit.start())


def _rest_of_street(text: str, hit: re.Match[str]) -> re.Match[str] | None:
    """ "Mead" of "11 Orchard Mead": one word behind the number is seldom a whole street."""
    return _ONE_MORE.match(text, hit.end()) if len(hit.group().split()) == 2 else None


def _with_house(written: str, before: str, name: str) -> str:
    """The address with the house or the firm where its line begins with one: "Sood Stores, 210 High Street"."""
    house = before.rpartition("\n")[2].strip()
    if not house.endswith(",") or house.count(",") != 1 or is_signed(house[:-1], name):
        return written
    is_name = (
        _PLACE_NAME.match(house[:-1]) and not _TITLED.match(house) and not _NO_TOWN.match(house)
    )
    is_house = is_name and (FIRM.search(house) or not _is_firm(house, name))
    return f"{house} {written}" if is_house and len(house.split()) <= 6 else written


def _with_places(written: str, rest: str, name: str) -> str:
    """The address with the village and the town after it; not with who signs below."""
    if small := _SMALL_PLACE.match(rest):
        return f"{written}, {small.group(1).strip(' ,')}"
    if (beside := _TOWN_BESIDE.match(rest)) and not is_signed(beside.group(1), name):
        return written if _NO_TOWN.match(beside.group(1)) else f"{written}, {beside.group(1)}"
    for _ in range(3):
        place = _PLACE.match(rest)
        if place is None or postcodes(place.group(1)) or phones(place.group(1)):
            break
        said = place.group(1).strip(" .")
        if _SOMEBODY_NEXT.match(rest, place.end()):
            break
        if said.lower().split()[0] in NO_NAME or _NO_TOWN.match(said) or is_signed(said, name):
            break
        written, rest = f"{written}, {said}", rest[place.end() :]
    return written
