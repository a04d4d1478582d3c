"""A stranger's file as pages of a PDF, to be bound in among others: PDFs and pictures.

Only a process that can be lost calls this: it opens what strangers sent, with libraries that may break on it. What
comes out holds pages and nothing else: no script, no link, no file within, no form that can be filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

# Pages of one file that are bound in; a longer one is for the screen.
MOST_PAGES = 300
# Frames of one picture (a fax as TIFF), pixels of one frame, and of its longer side once it is on its page.
MOST_FRAMES, MOST_PIXELS, LONGER_SIDE = 100, 120_000_000, 1800
_DOTS_PER_INCH, _QUALITY = 150, 80
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
# How photographs begin as phones keep them (ISO/IEC 23008-12), from the fifth byte on.
_PHONES = tuple(b"ftyp" + one for one in (b"heic", b"heix", b"mif1", b"avif"))


class NotShown(Exception):
    """Why a file has no pages here, in words for whoever reads the bundle."""


def has_pages(file: Path) -> bool:
    """Whether a file is one that can be looked at page by page, by its first bytes: a PDF or a picture."""
    return _maker(file) is not None


def pages_of(file: Path, out: Path) -> None:
    """The file as a PDF of pages; NotShown tells why not. MemoryError goes through."""
    make = _maker(file)
    if make is None:
        raise NotShown("a file of a kind that has no pages here")
    make(file, out)


def _maker(file: Path) -> Callable[[Path, Path], None] | None:
    with file.open("rb") as opened:
        start = opened.read(1024)
    if b"%PDF-" in start:
        return _pdf
    if start.startswith(_PICTURES) or start[4:12].startswith(_PHONES):
        return _picture
    return None


def _pdf(file: Path, out: Path) -> None:
    import pypdfium2
    from pypdfium2 import raw

    try:
        pdf = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as fault:
        words = str(fault).lower()
        locked = "password" in words or "security" in words
        raise NotShown("it is locked by a password" if locked else "it is damaged") from fault
    with pdf:
        if len(pdf) > MOST_PAGES:
            raise NotShown(f"it is too long: {len(pdf)} pages, at most {MOST_PAGES} are shown here")
        if not len(pdf):
            raise NotShown("it has no pages")
        if pdf.get_formtype():
            pdf.init_forms()
        try:
            for page in pdf:
                # What was filled in, and what was written in the margin, becomes part of the page.
                raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
            pdf.save(out, flags=raw.FPDF_REMOVE_SECURITY)
        except pypdfium2.PdfiumError as fault:
            raise NotShown("it is damaged") from fault


def _picture(file: Path, out: Path) -> None:
    import pi_heif
    from PIL import Image

    pi_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(file) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotShown("it is too large a picture")
            frames = list(_frames(picture))
            options = {"resolution": _DOTS_PER_INCH, "quality": _QUALITY}
            frames[0].save(out, "PDF", save_all=True, append_images=frames[1:], **options)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise NotShown("it is too large a picture") from fault
    except (OSError, ValueError, SyntaxError, EOFError) as fault:
        raise NotShown("it is a damaged picture, or of a kind that cannot be shown") from fault


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    """The pages of a fax; of anything that moves, its beginning."""
    from PIL import Image, ImageOps

    many = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    for place in range(min(many, MOST_FRAMES)):
        picture.seek(place)
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGER_SIDE, LONGER_SIDE))
        if "A" in upright.getbands() or "transparency" in upright.info:
            seen = upright.convert("RGBA")
            paper = Image.new("RGB", seen.size, "white")
            paper.paste(seen, mask=seen.getchannel("A"))
            yield paper
        else:
            yield upright.convert("RGB")
