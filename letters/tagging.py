"""Completes the tags that a PDF is written with: each heading of a table says for what it is one, and can be looked up.

A screen reader then says "Reference: FBC-26-0012" wherever in the table its reader goes. Changes tags, never words.
"""

from __future__ import annotations

from typing import Any


def complete(_: Any, made: Any) -> None:
    """Called with the document and its PDF before that is written."""
    elements: list[Any] = [one for one in made.objects if isinstance(one, dict) and "S" in one]
    by_reference = {one.reference: one for one in elements}
    named: list[tuple[str, Any]] = []
    for one in elements:
        if one["S"] != "/TH":
            continue
        beside = [by_reference.get(cell) for cell in by_reference[one["P"]]["K"]]
        all_headings = all(cell is not None and cell["S"] == "/TH" for cell in beside)
        one["A"]["Scope"] = "/Column" if all_headings else "/Row"
        if "ID" in one:
            named.append((one["ID"].string, one))
    root = next((one for one in made.objects if _is_root(one)), None)
    if root is None or not named:
        return
    pairs: list[Any] = []
    for _name, one in sorted(named, key=lambda pair: pair[0]):
        pairs += [one["ID"], one.reference]
    # The library's own kinds of list and table, which write themselves.
    a_list, a_table = type(root["K"]), type(root)
    root["IDTree"] = a_table({"Names": a_list(pairs)})


def _is_root(one: Any) -> bool:
    return isinstance(one, dict) and one.get("Type") == "/StructTreeRoot"
