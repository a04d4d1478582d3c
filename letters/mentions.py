"""Which facts the words of a template name, and on which lines: read from its syntax, not by
writing a letter.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from letters.facts import FactPath

# Names that every template has without being given them.
_HOUSE = frozenset(("marker", "loop"))


def mentions(tree: nodes.Template) -> Iterator[tuple[FactPath, int]]:
    """Every fact as a path, ('case', 'reference'), with its line; names that the template sets
    itself are none.
    """
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"} | _HOUSE
    for node in tree.find_all((nodes.Name, nodes.Getattr)):
        path = _path(node)
        if path and path[0] not in own:
            yield path, node.lineno


def parts_of(tree: nodes.Template) -> set[str]:
    """The templates that this one includes by name."""
    named = (part.template for part in tree.find_all(nodes.Include))
    return {name.value for name in named if isinstance(name, nodes.Const)}


def _path(node: nodes.Node) -> FactPath:
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        before = _path(node.node)
        return (*before, node.attr) if before else ()
    return ()
