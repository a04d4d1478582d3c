"""Strong evidence before weak; two candidates mean a person."""

from __future__ import annotations

from mailroom.rules.matching import STRENGTH, Candidates, Clue, Match, Rung, Strength, choose


def test_no_clue_is_no_case() -> None:
    assert choose([]) is None


def test_the_strongest_clue_decides_and_the_others_are_named() -> None:
    signed = Clue(Rung.ADDRESS, 1, "signed")
    named = Clue(Rung.REFERENCE, 2, "FBC-2026-00002-D")
    assert choose([named, signed]) == Match(signed, (2,))


def test_two_cases_of_one_strength_are_a_persons_choice() -> None:
    clues = [Clue(Rung.REFERENCE, 1, "a"), Clue(Rung.THREAD, 2, "b")]
    chosen = choose(clues)
    assert isinstance(chosen, Candidates)
    assert {clue.case_id for clue in chosen.clues} == {1, 2}


def test_several_clues_to_one_case_agree() -> None:
    clues = [Clue(Rung.PARTY, 7, "c"), Clue(Rung.LETTER, 7, "a"), Clue(Rung.ADDRESS, 7, "b")]
    assert choose(clues) == Match(clues[2])


def test_only_what_bears_our_signature_or_our_message_id_is_certain() -> None:
    certain = {rung for rung, strength in STRENGTH.items() if strength is Strength.CERTAIN}
    assert certain == {Rung.ADDRESS, Rung.LETTER}
    assert set(STRENGTH) == set(Rung)
