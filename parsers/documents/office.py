"""Office documents, sheets and slides as PDF, by LibreOffice where it is installed: without network or programs.

Time and memory are limited by the process this runs in, which is ended with all that it has started.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from parsers.documents.archive import open_archive
from parsers.documents.unreadable import Unreadable

MISSING = "LibreOffice, which would show it, is not installed"
FAILED = "LibreOffice could not show it"
# Neither programs in a document nor what it points at outside itself: a picture that it would fetch tells its sender
# who looked, and when.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
# What it opens, by the ending of the name, and which of its programs does.
KINDS = {
    **dict.fromkeys(("docx", "doc", "odt", "rtf"), "writer"),
    **dict.fromkeys(("xlsx", "xls", "ods"), "calc"),
    **dict.fromkeys(("pptx", "ppt", "odp"), "impress"),
}
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # unshare(2), Linux


def is_installed() -> bool:
    """Whether LibreOffice is on this machine."""
    return shutil.which("soffice") is not None


def as_pdf(content: bytes, kind: str, pages: int) -> bytes:
    """The first pages of a document of that kind as PDF; raises Unreadable where LibreOffice gives none."""
    program = shutil.which("soffice")
    if program is None:
        raise Unreadable(MISSING)
    if content.startswith(b"PK"):
        open_archive(content)  # a bomb is refused before anybody unpacks it
    _leave_network()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"document.{kind}"
        file.write_bytes(content)
        settings = Path(folder) / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS, encoding="utf-8")
        some = f'{{"PageRange":{{"type":"string","value":"1-{pages}"}}}}'
        command = [
            program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
            "--nolockcheck", "--nodefault", "--convert-to", f"pdf:{KINDS.get(kind, 'writer')}_pdf_Export:{some}",
            "--outdir", folder, str(file),
        ]  # fmt: skip
        environment = {"HOME": folder, "TMPDIR": folder, "PATH": os.environ.get("PATH", "/usr/bin")}
        subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, env=environment
        )
        made = Path(folder) / "document.pdf"
        if not made.exists():
            raise Unreadable(FAILED)
        return made.read_bytes()


def _leave_network() -> None:
    """Give up every road to another machine, where the kernel lets us: what a document points at is not fetched."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None:
        unshare(_NEW_USER | _NEW_NETWORK)
