"""The picture of a pack in docs/pictures, made anew of a made-up case: `python -m tests.packs.pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from parsers.documents import Reader
from tests.packs.casework import casework, packed, pages_of

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
# What is looked for on the pages that are shown.
SHOWN = ("The Ombudsman's pack", "What happened when\n", "Doc 8: Letter", "report.pdf, page 1 of 2")
_SCALE, _COLOURS, _EDGE = 0.62, 32, 8


def main() -> None:
    """Make a pack and put some of its pages side by side."""
    with tempfile.TemporaryDirectory() as name, Reader(seconds=20) as reader:
        council = casework(Path(name) / "council", reader)
        made = packed(council, Path(name) / "out")
        words = pages_of(made.pdf)
        council.town.record.close()
        at = [
            next(n for n, text in enumerate(words) if text.startswith(one) or one in text)
            for one in SHOWN
        ]
        at[1] = next(n for n, text in enumerate(words) if text.startswith("What happened when"))
        with pypdfium2.PdfDocument(made.pdf) as pdf:
            pages = [pdf[one].render(scale=_SCALE).to_pil() for one in at]
    wide = sum(one.width + _EDGE for one in pages) + _EDGE
    sheet = Image.new("RGB", (wide, max(one.height for one in pages) + 2 * _EDGE), "#b1b4b6")
    left = _EDGE
    for one in pages:
        sheet.paste(one, (left, _EDGE))
        left += one.width + _EDGE
    sheet.quantize(_COLOURS).save(PICTURES / "pack.png", optimize=True)


if __name__ == "__main__":
    main()
