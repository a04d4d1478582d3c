"""Makes pictures of a document's first pages, in this very process: only the leaf of `child` calls it.

What comes out is drawn anew from the dots alone: no text, no place where it was taken, nothing active of the file
remains in it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pi_heif
import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from pypdfium2 import PdfiumError

from parsers.documents import office
from parsers.documents.kinds import is_heif, read_kind
from parsers.documents.pictures import Pictures
from parsers.documents.unreadable import Unreadable

MOST_PAGES = 5
# Wide enough to read a page of A4 (110 dots an inch), and no more dots than that however long a page is.
WIDTH, DOTS = 900, 1_600_000
# A photograph of a phone has 12 to 50 million dots.
MOST_DOTS_TO_OPEN = 120_000_000
DAMAGED = "the file is damaged or was cut short"
_BAD_PICTURE = (
    OSError, ValueError, SyntaxError, EOFError, IndexError, UnidentifiedImageError, RuntimeError,
    Image.DecompressionBombError,
)  # fmt: skip


def make_pictures(content: bytes) -> Pictures:
    """The first pages of the document in these bytes; a bad one has a problem. MemoryError alone goes through."""
    try:
        kind = "image" if is_heif(content) else read_kind(content)
        if kind not in MAKERS:
            raise Unreadable("it is text, and is shown as that")
        return MAKERS[kind](content)
    except Unreadable as fault:
        return Pictures(problem=str(fault))
    except PdfiumError as fault:
        locked = "password" in str(fault).lower()
        return Pictures(problem="it is protected by a password" if locked else DAMAGED)
    except _BAD_PICTURE:
        return Pictures(problem=DAMAGED)


def _of_pdf(content: bytes) -> Pictures:
    with pypdfium2.PdfDocument(content) as document:
        # What was filled in is drawn where it stands; no program of the file runs (pdfium without V8).
        document.init_forms()
        count = len(document)
        pages = tuple(_page(document, number) for number in range(min(count, MOST_PAGES)))
    return Pictures(pages, count)


def _page(document: pypdfium2.PdfDocument, number: int) -> bytes:
    page = document[number]
    width, height = page.get_size()
    bitmap = page.render(scale=scale_of(width, height))
    return _as_png(bitmap.to_pil())


def scale_of(width: float, height: float) -> float:
    """How far a page is enlarged or reduced, so that it is as wide as can be read and never has too many dots."""
    if width <= 0 or height <= 0:
        raise Unreadable(DAMAGED)
    return float(min(WIDTH / width, (DOTS / (width * height)) ** 0.5))


def _of_office(content: bytes) -> Pictures:
    # One more than is shown: that there is more can be said then.
    return _of_pdf(office.as_pdf(content, read_kind(content), MOST_PAGES + 1))


def _of_image(content: bytes) -> Pictures:
    Image.MAX_IMAGE_PIXELS = MOST_DOTS_TO_OPEN // 2  # Pillow refuses twice that
    pi_heif.register_heif_opener(thumbnails=False)
    with Image.open(io.BytesIO(content)) as found:
        count = getattr(found, "n_frames", 1) if found.format == "TIFF" else 1
        pages = tuple(_as_png(frame) for frame in _frames(found, min(count, MOST_PAGES)))
    return Pictures(pages, count)


def _frames(found: Image.Image, most: int) -> Iterator[Image.Image]:
    """The pages of a scan, small enough to be shown; of anything else that moves, the first picture."""
    found.draft("RGB", (WIDTH * 2, WIDTH * 2))
    for _, frame in zip(range(most), ImageSequence.Iterator(found), strict=False):
        scale = min(1.0, scale_of(*frame.size))
        small = frame.convert("RGBA" if "transparency" in frame.info else "RGB")
        small.thumbnail((max(1, int(frame.width * scale)), max(1, int(frame.height * scale))))
        yield ImageOps.exif_transpose(small)


def _as_png(found: Image.Image) -> bytes:
    """A picture of nothing but these dots, on white."""
    sheet = Image.new("RGB", found.size, "white")
    sheet.paste(found, mask=found.getchannel("A") if found.mode == "RGBA" else None)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


MAKERS: dict[str, Callable[[bytes], Pictures]] = {
    "pdf": _of_pdf,
    "image": _of_image,
    "docx": _of_office,
    "odt": _of_office,
    "rtf": _of_office,
}
