"""A council's own words in place of ours: one file at a time, and every fault told before it is sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from letters.checking import check_overrides
from letters.compose import LetterFault, compose, letter_names, write
from letters.samples import sample_facts
from letters.stationery import TEMPLATES, Stationery
from tests.letters.reading import Page

FACTS = sample_facts("acknowledgement")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "letters"


def put(folder: Path, name: str, words: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(words, encoding="utf-8")


def test_a_subject_alone_leaves_our_words(folder: Path) -> None:
    put(folder, "acknowledgement/subject.txt", "Fenbridge & you: {{ case.reference }}\n")
    letter = compose("acknowledgement", FACTS, overrides=folder)
    ours = compose("acknowledgement", FACTS)
    assert letter.subject == "Fenbridge & you: FBC-26-0012"
    assert letter.text == ours.text


def test_a_text_alone_makes_the_page_as_well(folder: Path) -> None:
    put(
        folder,
        "acknowledgement/body.txt",
        "{{ recipient|greeting }},\n\nFish & chips < 3 by {{ dates.respond_by|longdate }}.\n\n"
        "- one\n- two\n\n{{ case.summary|quoted }}\n",
    )
    letter = compose("acknowledgement", FACTS, overrides=folder)
    assert letter.text.startswith(
        "Dear Ms Stannard,\n\nFish & chips < 3 by Tuesday 27 January 2026.\n"
    )
    assert "Fish &amp; chips &lt; 3 by Tuesday 27 January 2026." in letter.html
    assert "<li" in letter.html
    assert "<blockquote" in letter.html
    assert "&lt;passed to the crew&gt;" in letter.html
    assert Page(letter.html).faults == []


def test_a_page_alone_leaves_our_text(folder: Path) -> None:
    put(folder, "acknowledgement/body.html", "<p>Hello <b>{{ case.summary }}</b></p>")
    letter = compose("acknowledgement", FACTS, overrides=folder)
    assert letter.text == compose("acknowledgement", FACTS).text
    assert "<p>Hello <b>My mother is 84" in letter.html
    assert "&lt;passed to the crew&gt;" in letter.html
    assert '<html lang="en-GB">' in letter.html


def test_a_whole_page_keeps_its_own_frame(folder: Path) -> None:
    put(folder, "survey/body.html", "<!doctype html><html lang='cy'><body>Helo</body></html>")
    letter = compose("survey", sample_facts("survey"), overrides=folder)
    assert letter.html == "<!doctype html><html lang='cy'><body>Helo</body></html>"


def test_a_shared_part_changes_every_letter_that_has_it(folder: Path) -> None:
    put(folder, "parts/closing.txt", "Yn gywir,\n\n{{ council.signature }}\n")
    for name in ("acknowledgement", "extension", "survey"):
        assert (
            "Yn gywir,\n\nThe Feedback Team\n"
            in compose(name, sample_facts(name), overrides=folder).text
        )
    assert check_overrides(folder) == []


def test_our_own_letters_pass_their_own_check(folder: Path) -> None:
    for path in TEMPLATES.rglob("*"):
        if path.is_file():
            put(folder, path.relative_to(TEMPLATES).as_posix(), path.read_text(encoding="utf-8"))
    assert check_overrides(folder) == []


@pytest.mark.parametrize(
    ("name", "words", "fault"),
    [
        (
            "acknowledgement/body.txt",
            "Hello\n\nRef {{ case.referense }}\n",
            "acknowledgement/body.txt:3: there is no fact called 'case.referense'; "
            "did you mean 'case.reference'?",
        ),
        (
            "acknowledgement/body.txt",
            "Hello\n{% if case %}\nx\n",
            "acknowledgement/body.txt:3: Unexpected end of template",
        ),
        (
            "acknowledgement/body.txt",
            "Hello\n{{ case.reference|boldly }}\n",
            "acknowledgement/body.txt:2: No filter named 'boldly'",
        ),
        (
            "closure/subject.txt",
            "{{ case.stage + 1 }}",
            "closure/subject.txt:1: unsupported operand",
        ),
        (
            "closure/subject.txt",
            "Case {{ 'no. ' ~ case.reference }}",
            "closure/subject.txt: a fact that is not known is printed as None",
        ),
        ("closure/subject.txt", "{{ case.reference }}", "the subject can come out empty"),
        (
            "aknowledgement/body.txt",
            "Hello",
            "aknowledgement/body.txt: no letter uses a file of this name; "
            "did you mean 'acknowledgement/body.txt'?",
        ),
        (
            "survey/body.html",
            '<img src="https://count.example/a.gif">',
            "survey/body.html: the page loads something from elsewhere",
        ),
        ("survey/body.html", "a\nb {{ case.nothing }}", "survey/body.html:2: "),
        (
            "survey/body.txt",
            "{{ ''.__class__.__mro__ }}",
            "survey/body.txt:1: ",
        ),
        (
            "parts/closing.txt",
            "{{ council.motto }}",
            "parts/closing.txt:1: there is no fact called 'council.motto'",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(folder: Path, name: str, words: str, fault: str) -> None:
    put(folder, name, words)
    assert any(one.startswith(fault) or fault in one for one in check_overrides(folder))


def test_all_faults_are_told_at_once(folder: Path) -> None:
    put(folder, "survey/body.txt", "Hello {{ case.a }}\n{{ case.b }}\n")
    put(folder, "closure/body.txt", "{% endif %}")
    (folder / "holding").mkdir()
    (folder / "holding/subject.txt").write_bytes(b"ok\nMa\xffana\n")
    faults = check_overrides(folder)
    assert [one.partition(": ")[0] for one in faults] == [
        "closure/body.txt:1",
        "holding/subject.txt:2",
        "survey/body.txt:1",
        "survey/body.txt:2",
    ]


def test_a_folder_that_is_not_there_is_a_fault_and_an_empty_one_is_none(folder: Path) -> None:
    assert "no such folder" in check_overrides(folder)[0]
    folder.mkdir()
    assert check_overrides(folder) == []


def test_a_faulty_letter_is_refused_with_file_and_line_and_no_other_suffers(folder: Path) -> None:
    put(folder, "closure/body.txt", "one\n{{ case.reference.nowhere }}\n")
    put(folder, "survey/body.html", "{% if %}")
    with pytest.raises(LetterFault) as raised:
        compose("closure", sample_facts("closure"), overrides=folder)
    assert str(raised.value).startswith(f"{folder}/closure/body.txt:2: ")
    with pytest.raises(LetterFault, match=r"survey/body\.html:1"):
        compose("survey", sample_facts("survey"), overrides=folder)
    assert compose("acknowledgement", FACTS, overrides=folder).text


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ council.__init__.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__ }}",
        "{% include '/etc/passwd' %}",
        "{% include '../../pyproject.toml' %}",
        "{{ '%s'|format(council)|attr('__class__') }}",
        "{% for i in range(99999999) %}x{% endfor %}",
    ],
)
def test_a_template_reads_facts_and_nothing_else(folder: Path, attack: str) -> None:
    put(folder, "survey/body.txt", attack)
    with pytest.raises(LetterFault):
        compose("survey", sample_facts("survey"), overrides=folder)


def test_a_tag_at_the_end_of_a_paragraph_does_not_join_it_to_the_next(folder: Path) -> None:
    put(
        folder,
        "survey/body.txt",
        "One{% if case %} two{% endif %}\n\n{% if case %}\nThree\n{% endif %}\n",
    )
    assert compose("survey", sample_facts("survey"), overrides=folder).text == "One two\n\nThree\n"


def test_every_letter_can_be_written_from_a_council_folder_that_changes_nothing(
    folder: Path,
) -> None:
    folder.mkdir()
    for name in letter_names():
        facts = sample_facts(name)
        assert compose(name, facts, overrides=folder) == compose(name, facts)


def test_what_one_council_has_compiled_is_never_anothers_words(tmp_path: Path) -> None:
    said = {}
    for council in ("Ashford", "Bexhill"):
        put(tmp_path / council, "acknowledgement/body.txt", f"{council} has your mail.")
        said[council] = compose("acknowledgement", FACTS, overrides=tmp_path / council).text
    assert said == {one: f"{one} has your mail.\n" for one in said}
    # The same file with other words, as a process that begins later finds it.
    put(tmp_path / "Ashford", "acknowledgement/body.txt", "Ashford has read your mail.")
    later = write(Stationery(tmp_path / "Ashford"), "acknowledgement", FACTS)
    assert later.text == "Ashford has read your mail.\n"
