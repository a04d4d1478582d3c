"""Pictures and scans: read by OCR where the programs are installed, else left to a person.

OCR misreads figures ('42' for '12'): what it gives bears a note and is never acted on alone.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from parsers.documents.document import Document
from parsers.documents.pairs import line_pairs
from parsers.documents.unreadable import Unreadable

PROBLEM = "a picture or scan: it needs a person"
NOTE = "read by OCR"
LANGUAGE = "eng"


def read_image(content: bytes) -> Document:
    """A photograph or scan, by `tesseract`; raises Unreadable where it is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        raise Unreadable(PROBLEM)
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder, "picture")
        picture.write_bytes(content)
        _run([program, str(picture), str(picture), "-l", LANGUAGE])
        return _read("image", Path(folder, "picture.txt"))


def read_scan(content: bytes) -> Document:
    """A PDF of pictures, by `ocrmypdf`; raises Unreadable where it is not installed."""
    program = shutil.which("ocrmypdf")
    if program is None:
        raise Unreadable(PROBLEM)
    with tempfile.TemporaryDirectory() as folder:
        scan, words = Path(folder, "scan.pdf"), Path(folder, "words.txt")
        scan.write_bytes(content)
        options = ["--deskew", "--rotate-pages", "--language", LANGUAGE, "--output-type", "none"]
        _run([program, *options, "--sidecar", str(words), str(scan), "-"])
        return _read("pdf", words)


def _run(command: list[str]) -> None:
    """Run it; time and memory are limited by the process this runs in."""
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if ended.returncode:
        raise Unreadable(f"{PROBLEM} (OCR could not read it)")


def _read(kind: str, words: Path) -> Document:
    text = words.read_text("utf-8", "replace").replace("\f", "\n").strip() if words.exists() else ""
    if not text:
        raise Unreadable(f"{PROBLEM} (OCR found no words)")
    return Document(kind, text, line_pairs(text.split("\n")), notes=(NOTE,))
