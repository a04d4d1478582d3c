"""What a form says to whoever fills it in: where to go on, what to give, which boxes to tick. It is no answer.

It knows how guidance is worded, not what is asked: meaning is the room of `parsers.forms`. What is dropped here is
dropped from the pairs alone; the document's text keeps every word.
"""

from __future__ import annotations

import re

MOST_CHARACTERS = 500

_PLEASE = r"(?:please )?"
_SHEET = r"(?:sheet|page|paper|piece of paper|side|overleaf|back|box)"
_COUNTED = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_TOLD_TO = (
    r"(?:please|tick|give|go to|leave|write|put|say|tell us|enter|sections?|questions?|part|sign"
    r"|attach|enclose|box)"
)

# What stands in a place to write on while it is empty.
_PLACEHOLDERS = (
    rf"{_PLEASE}(?:click|tap)(?: or (?:click|tap))?(?: here)?(?: to (?:enter|add|select|choose)\b.*)?[.\s]*",
    rf"{_PLEASE}(?:choose|select)(?: an? (?:item|option|date|service)\b.*|\.{{2,}}| here)?[.\s]*",
    r"enter text\b.*|-+\s*(?:please )?select.*",
    r"d{1,2}\s*[/.-]\s*m{1,3}\s*[/.-]\s*y{2,4}[.\s]*",
)
# What forms print below a question, of which no resident speaks: paper, boxes, capitals, the form itself.
_PRINTED = (
    rf"{_PLEASE}(?:give|state|include) (?:us )?(?:the |all |any |full )?(?:dates?|details|names?|times?|places?)\b"
    r".{0,60}",
    rf"{_PLEASE}give (?:as (?:many|much)|the post ?code|your post ?code|us as)\b.{{0,120}}",
    r"please fill in (?:the (?:form|right|left|box(?:es)?)|this (?:form|part|side)|as much"
    r"|all (?:parts|sections|boxes))\b.{0,120}",
    rf"{_PLEASE}(?:continue|carry on|go on) (?:on|over|overleaf)\b.{{0,80}}",
    rf"{_PLEASE}(?:use|attach|add|take) (?:another|a separate|a second|an? (?:extra|additional)|extra|additional"
    rf"|further|more) {_SHEET}s?\b.{{0,80}}",
    rf"{_PLEASE}tick (?:all|any|one|the|each|every|only|as many|if|here|a|whichever|which)\b.{{0,100}}",
    rf"{_PLEASE}(?:mark|circle|choose|pick|select|delete|strike out|cross out) (?:all|any|one|the (?:one|box)|each|only"
    r"|as|whichever|which)\b.{0,100}",
    rf"{_PLEASE}(?:use|write in|complete in|print in) (?:block |black )?(?:capitals|letters|ink)\b.{{0,60}}",
    rf"{_PLEASE}(?:tell us|include|write|say|put down|give us) (?:as much|everything|in your own words)\b.{{0,160}}",
    rf"{_PLEASE}(?:use|complete|fill in|fill out|return) this form\b.{{0,400}}",
    rf"{_PLEASE}(?:enclose|attach|provide|supply) (?:(?:an?|any|the|your|signed) )*(?:cop(?:y|ies)|proof|evidence"
    r"|documents?|photos?|photographs?|letters?)\b[^?]{0,100}",
    rf"{_PLEASE}leave (?:this )?(?:blank|empty)\b.{{0,80}}",
    rf"if (?:yes|so|not|no|known|you \w+)\b[^.?!]{{0,120}}\b{_TOLD_TO}\b[^.?!]{{0,100}}\.?",
    r"if (?:known|you know|you have one)\b[^.?!]{0,40}\.?",
    r"(?:for example|e\.g\.?|such as)[ ,:][^.!?]{3,200}\.?",
    rf"{_COUNTED} (?:digits?|characters?|(?:letters?|numbers?) (?:and|or|then|followed by))\b[^.]{{0,80}}\.?",
    r".{0,40}\b(?:optional|block capitals)\b.{0,20}",
)
_CERTAIN = re.compile("|".join((*_PLACEHOLDERS, *_PRINTED)), re.IGNORECASE)
# Nobody prints this in guidance: who says so speaks of themselves.
_OF_THEMSELVES = re.compile(r"\b(?:i|my|me|mine|myself)\b", re.IGNORECASE)
# How guidance begins, where a form sets it in a hand of its own: an answer may begin so, too.
_SOUNDS = re.compile(
    r"(?:please|if|for example|e\.g|we|this|these|you|your|tell|give|include|attach|enclose|tick|mark|use|continue"
    r"|describe|explain|state|say|list|set out|write|enter|type|sign|choose|select|do not|don['\u2019]t|only|leave|note"
    r"|where|what|who|when|which|how|as|the|it|there|must|optional|complete|fill|by|dd|day|in|any|all|be)\b"
    r"|\(|\*",
    re.IGNORECASE,
)


def is_guidance(line: str) -> bool:
    """Whether a line is certainly the form's own word to the person, and no answer of theirs."""
    words = line.strip().strip("()[]*").strip()
    if len(words) > MOST_CHARACTERS or _OF_THEMSELVES.search(words):
        return False
    return _CERTAIN.fullmatch(words) is not None


def sounds_like_guidance(line: str) -> bool:
    """Whether a line may be the form's own word: enough where most lines in that hand are."""
    words = line.strip()
    return not words.endswith(("?", ":")) and _SOUNDS.match(words) is not None


def without_guidance(lines: list[str]) -> list[str]:
    """The lines of an answer without the guidance printed over them."""
    for number, line in enumerate(lines):
        if line.strip() and not is_guidance(line):
            return lines[number:]
    return []
