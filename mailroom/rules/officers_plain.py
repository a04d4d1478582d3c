"""What an officer's plain words ask for, where no word of ours stands at their head. Pure.

A letter that greets this case's resident by name, signed, with an outcome in it, is the answer; and only the letter
goes out. Words to colleagues ask for what they ask for. Whatever leaves a doubt comes back with `asks`: a person
looks, and nothing is sent. `because` tells by which words it was read so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from mailroom.rules import officers_asides as asides
from mailroom.rules import officers_requests as requests
from mailroom.rules.officers_dates import find_days
from mailroom.rules.officers_greeting import Names, find_greeting, is_named
from mailroom.rules.officers_letter import Letter, find_letter
from mailroom.rules.officers_lines import Said, Taken, take_lines
from mailroom.rules.officers_outcome import Named, read_outcome
from mailroom.rules.officers_papers import letter_in as letter_of_document
from mailroom.rules.officers_signature import Hand, end_of_letter
from mailroom.rules.officers_words import Command, Verb

# A mail of more words than these is no covering note.
_COVERING_NOTE = 80


@dataclass(frozen=True, slots=True)
class Around:
    """What has to be known of a case, and of the mail, to read an officer's plain words."""

    names: Names
    hand: Hand
    received_on: date
    due_on: date | None = None
    # A complaint's answer names an outcome; a comment's reply does not.
    wants_outcome: bool = True
    # Whether anybody of the case can be written to.
    reachable: bool = True
    # The texts of the documents in the mail, without the learning form; and whether the form is among them.
    documents: tuple[str, ...] = ()
    has_form: bool = False
    subject: str = ""
    # Whether words are struck out or highlighted in the mail's page: its plain text does not show it.
    is_marked: bool = False
    services: tuple[str, ...] = ()


def read_plain(text: str, around: Around, *, quoted_inside: bool = False) -> Command:
    """What plain words ask for; a note on the file where they ask for nothing."""
    command = _read(text, around)
    goes_out = command.verb in (Verb.ANSWER, Verb.HOLDING, Verb.ASK) and not command.asks
    if goes_out and quoted_inside:
        why = "quoted mail stands between the words of the letter"
        return replace(command, asks=why)
    if goes_out and around.is_marked:
        why = "words in it are struck out or highlighted, so what is to go out is not sure"
        return replace(command, asks=why)
    if goes_out and _DRAFT_SUBJECT.match(around.subject):
        return replace(command, asks=f"its subject says “{around.subject[:60]}”")
    return command


_DRAFT_SUBJECT = re.compile(
    r"\W*(?:draft|for (?:comments?|approval|review|checking)|not (?:for sending|final))\b",
    re.IGNORECASE,
)


def _read(text: str, around: Around) -> Command:
    taken = take_lines(text)
    letter = find_letter(taken.text, around.names, around.hand)
    if letter is not None:
        return _of_letter(letter, taken, around)
    attached = _attached(text, around)
    if attached is not None:
        return attached
    words = _own_words(taken.text, around)
    note = Command(Verb.NOTE, text.strip())
    if around.has_form and len(words.split()) <= _COVERING_NOTE:
        because = "the learning form came with it"
        return replace(note, verb=Verb.LEARNING, because=because)
    return _of_request(words, note, around) or _of_finding(words, note, taken, around) or note


# A letter ---------------------------------------------------------------------------------


def _of_letter(letter: Letter, taken: Taken, around: Around) -> Command:
    """What a letter to the resident is: the answer, a holding reply, or a question."""
    named = read_outcome(letter.text)
    outcome = taken.outcome or named.outcome
    said = taken.said
    if letter.signed_by and not said.signed_by:
        said = replace(said, signed_by=letter.signed_by)
    command = Command(Verb.ANSWER, letter.text, outcome=outcome, said=said, is_letter=True)
    command = _with_kind(command, letter, named, around, is_decided=bool(outcome or named.words))
    doubt = letter.doubt or taken.wrong or command.asks
    because = f"a letter that greets {letter.greets}" + (
        f", {command.because}" if command.because else ""
    )
    return replace(command, asks=doubt, because=because)


def _with_kind(
    command: Command, letter: Letter, named: Named, around: Around, *, is_decided: bool
) -> Command:
    rest = letter.text.partition("\n")[2]
    if is_decided:
        if _FULL_REPLY_LATER.search(rest):
            why = "the letter names an outcome and says that the full answer is still to come"
            return replace(command, asks=why)
        if named.is_mixed:
            return replace(
                command, asks=f"the letter says one outcome and another: “{named.words}”"
            )
        return replace(command, because=f"and decides: “{named.words or command.outcome}”")
    if _LATER.search(rest) or _FULL_REPLY_LATER.search(rest):
        return _holding(command, rest, around)
    if _is_question(rest):
        because = "decides nothing, and asks for what is needed to go on"
        return replace(command, verb=Verb.ASK, because=because)
    if around.wants_outcome:
        return replace(
            command, asks="the letter names no outcome, so whether it is the answer is not sure"
        )
    return command


_REPLIES = (
    r"(?:repl(?:y|ies)|respond|response|answer|write (?:to you )?(?:again|in full)|let you (?:have|know)|send you"
    r"|give you|come back to you|provide)"
)
_LATER = re.compile(
    rf"\b(?:not (?:yet |be |now |currently )*able to|unable to|cannot|can['\u2019]t|not (?:yet )?(?:in a position"
    rf"|ready) to|will not be|won['\u2019]t be)\b[^.?!]{{0,60}}\b{_REPLIES}\b"
    r"|\b(?:need|needs|require|ask for|take|takes|taking)\b[^.?!]{0,30}\b(?:more time|longer"
    r"|(?:a )?(?:further|another|few more|extra) \w+)\b"
    r"|\b(?:still|yet to) (?:waiting|looking|hear|receive|complete|finish)\b[^.?!]{0,120}",
    re.IGNORECASE,
)
_FULL_REPLY_LATER = re.compile(
    r"\b(?:will|shall|hope to|expect to|aim to|['\u2019]ll) (?:then |now |be able to )?(?:repl(?:y"
    r"|ying)|respond|answer|write to you|send you|let you have|give you)\b"
    r"[^.?!]{0,40}\b(?:in full|full|fully|substantive|final|proper)\b"
    r"|\b(?:full|substantive|final|proper) (?:reply|response|answer)\b[^.?!]{0,40}\b(?:by"
    r"|will follow|to follow|as soon as|within)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"\b(?:will|shall|can|should|['\u2019]ll|expect|hope to|aim to)\b[^.?!]{{0,80}}\b{_REPLIES}\b[^.?!]{{0,60}}\b(?:by"
    rf"|before|on|no later than)\b(?P<day>[^.?!]{{0,40}})"
    rf"|\b{_REPLIES}\b[^.?!]{{0,40}}\b(?:by|before|no later than)\b(?P<day2>[^.?!]{{0,40}})",
    re.IGNORECASE,
)


def _holding(command: Command, text: str, around: Around) -> Command:
    """A holding reply, with the day that it promises: the latest of those by which it says that the answer comes."""
    joined = " ".join(text.split())
    promised = [
        day
        for found in _WHEN.finditer(joined)
        for day in find_days(found["day"] or found["day2"] or "", around.received_on)
    ]
    later = [day for day in promised if day.on > (around.due_on or around.received_on)]
    because = "and says that the answer takes longer"
    command = replace(command, verb=Verb.HOLDING, because=because)
    if not later:
        return command if not promised else replace(command, asks=_NO_LATER_DAY)
    until = max(later, key=lambda day: day.on)
    if not until.agrees:
        why = f"“{until.words}” is no such weekday, so which day is promised is not sure"
        return replace(command, asks=why)
    return replace(command, until=until.on)


_NO_LATER_DAY = "the day that it promises is not after the day on which the answer is due"
_NEEDED = re.compile(
    r"\b(?:before (?:i|we) can|so that (?:i|we) can|in order (?:to|that)|to help (?:me|us)"
    r"|(?:i|we) need (?:some|a little|more|further|you|from you|the following|to know|to see)"
    r"|(?:cannot|can['\u2019]t|not able to|unable to) [^.?!]{0,40}(?:without|until (?:i|we|you)))\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\?|\b(?:please|could you|can you|would you|grateful if you)\b[^.?!]{0,60}\b(?:let me"
    r"|let us|send|tell|confirm|provide|supply|give|say)\b",
    re.IGNORECASE,
)


def _is_question(text: str) -> bool:
    return _REQUEST.search(text) is not None and _NEEDED.search(text) is not None


# A document -------------------------------------------------------------------------------

_ATTACHED = re.compile(
    r"\b(?:attach(?:ed|ing|ment)?|enclos(?:ed|ing)|herewith|here(?:['\u2019]s| is))\b",
    re.IGNORECASE,
)
_REPLY = re.compile(r"\b(?:repl(?:y|ies)|response|answer|letter)\b", re.IGNORECASE)


def _attached(text: str, around: Around) -> Command | None:
    """An answer that is a document, and the mail but a note around it; None where it is not."""
    if not around.documents or not _ATTACHED.search(text) or not _REPLY.search(text):
        return None
    note = Command(Verb.ANSWER, text.strip(), because="the answer is attached")
    sent = requests.to_ombudsman(text)
    if sent:
        return replace(note, asks=f"it tells of what went to the Ombudsman: “{sent}”")
    found = [one for one in map(letter_of_document, around.documents) if one]
    if len(found) != 1:
        how = "no letter" if not found else "more than one letter"
        return replace(
            note, asks=f"an answer is said to be attached, and {how} was found in the documents"
        )
    hand = replace(around.hand, colleagues=(*around.hand.colleagues, around.hand.name))
    letter = find_letter(found[0], around.names, hand)
    stop = asides.stop_in(_without_forms(text))
    if letter is None:
        return replace(note, asks="the letter that is attached greets nobody by name")
    command = _of_letter(letter, Taken("", Said()), around)
    command = replace(command, because=f"the document attached is {command.because}")
    if stop:
        return replace(command, asks=f"the mail around the letter says “{stop}”")
    return command


def _without_forms(text: str) -> str:
    """A note without what it says of the learning form, which is another matter."""
    return "\n".join(
        one for one in re.split(r"(?<=[.!?])\s+|\n", text) if "learning" not in one.lower()
    )


# Words to colleagues ----------------------------------------------------------------------


def _own_words(text: str, around: Around) -> str:
    """The words without the signature below them."""
    lines = text.strip().split("\n")
    begins = 1 if find_greeting(lines[0], around.names) else 0
    return "\n".join(lines[: end_of_letter(lines, begins, around.hand).letter]).strip() or text


def _of_request(words: str, note: Command, around: Around) -> Command | None:
    """What is asked of colleagues; None where nothing is."""
    passed_on = requests.find_passed_on(words, around.names.colleagues)
    if passed_on is not None:
        command = _passed_on(passed_on, note, around)
        if command is not None:
            return command
    scope = requests.proposes_refusal(words)
    if scope:
        why = "it proposes not to take the complaint up, which only a person decides"
        return replace(note, verb=Verb.OUT_OF_SCOPE, because=_words(scope), asks=why)
    holding = requests.wants_holding(words)
    if holding:
        why = (
            "a holding reply is to go out, and holds no greeting of the resident: a person sends it"
        )
        return replace(note, verb=Verb.HOLDING, because=_words(holding), asks=why)
    question = requests.asks_resident(words)
    if question:
        why = "the resident is to be asked something, and the words of it are written to us: a person puts it to them"
        return replace(note, verb=Verb.ASK, because=_words(question), asks=why)
    more_time = requests.wants_more_time(words)
    return _more_time(more_time, words, note, around) if more_time else None


def _words(said: str) -> str:
    return f"the words “{said}”"


def _passed_on(found: requests.PassedOn, note: Command, around: Around) -> Command | None:
    if not found.who:
        why = "it is to go to somebody whom the words before do not name for sure"
        return replace(note, verb=Verb.PASS_ON, because=_words(found.words[:80]), asks=why)
    if any(is_named(found.who, one) for one in around.names.residents):
        return None
    service = next((one for one in around.services if one.lower() == found.who.lower()), "")
    people = requests.colleague_named(found.who, around.names.colleagues)
    if not people and not service:
        return None
    command = replace(
        note, verb=Verb.PASS_ON, to=service or people[0], because=_words(found.words[:80])
    )
    if len(people) > 1:
        return replace(
            command, to="", asks=f"to whom it is to go is not sure: {requests.several(people)}"
        )
    if not found.is_sure:
        return replace(
            command, asks="whether it is to be passed on, or only asked about, is not sure"
        )
    return command


def _more_time(said: str, words: str, note: Command, around: Around) -> Command:
    """More time is asked for; the resident is told why, and words to colleagues are not for them."""
    days = [one for one in find_days(words, around.received_on) if one.agrees]
    later = [one.on for one in days if one.on > (around.due_on or around.received_on)]
    until = later[0] if later else None
    why = "more time is asked for, and the reason is written to us: a person tells the resident"
    if until is None:
        why = "more time is asked for, and until which day is not sure"
    return replace(note, verb=Verb.EXTEND, until=until, because=_words(said), asks=why)


def _of_finding(words: str, note: Command, taken: Taken, around: Around) -> Command | None:
    """An answer that is no letter: given by word of mouth, for the file alone, for an Ombudsman, or for several."""
    spoken = requests.find_spoken_answer(words)
    if spoken is not None:
        said = replace(taken.said, channel=taken.said.channel or spoken.channel)
        outcome = taken.outcome or spoken.outcome
        because = _words(spoken.words)
        answer = replace(note, verb=Verb.ANSWER, text=words, outcome=outcome, said=said)
        return replace(answer, because=because, asks=spoken.doubt)
    sent = requests.to_ombudsman(words)
    if sent:
        why = "it tells of what went to the Ombudsman: a person records it"
        return replace(note, verb=Verb.ANSWER, because=_words(sent), asks=why)
    named = read_outcome(words)
    if not named.words:
        return None
    answer = replace(note, verb=Verb.ANSWER, outcome=named.outcome, because=_words(named.words))
    if around.reachable:
        why = "it names an outcome, and holds no letter that greets the resident by name"
        return replace(answer, asks=why)
    stop = asides.stop_in(words)
    if named.is_mixed or stop:
        return replace(
            answer, asks=f"whether it is the answer is not sure: “{stop or named.words}”"
        )
    return answer
