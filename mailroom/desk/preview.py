"""Pictures of a document's first pages beside what was read in it, for those who may see its mail; never the file."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort, render_template, url_for

from mailroom.desk.cases import theirs
from mailroom.desk.room import Room, coordinators, note_look, those_who_see_cases
from mailroom.desk.showing import document_in, download, row_of, why_withheld
from mailroom.rules.reading import withheld

pages = Blueprint("preview", __name__)


@pages.get("/queue/<int:number>/enclosed/<int:position>/pages")
@coordinators
def of_message(number: int, position: int) -> str:
    """The first pages of what came with a message of the queue."""
    back = url_for("message.show", number=number)
    return _shown(
        number, position, back, lambda page: url_for(
            "preview.page_of_message", number=number, position=position, page=page
        ),
    )  # fmt: skip


@pages.get("/queue/<int:number>/enclosed/<int:position>/pages/<int:page>")
@coordinators
def page_of_message(number: int, position: int, page: int) -> Response:
    """One page as a picture."""
    return _picture(number, position, page)


@pages.get("/cases/<reference>/mail/<int:number>/enclosed/<int:position>/pages")
@those_who_see_cases
def of_mail(reference: str, number: int, position: int) -> str:
    """The first pages of what came with a mail of a case."""
    case_id = _case_with(reference, number)
    back = url_for("cases.mail", reference=reference, number=number)
    return _shown(
        number, position, back, lambda page: url_for(
            "preview.page_of_mail", reference=reference, number=number, position=position, page=page
        ), case_id,
    )  # fmt: skip


@pages.get("/cases/<reference>/mail/<int:number>/enclosed/<int:position>/pages/<int:page>")
@those_who_see_cases
def page_of_mail(reference: str, number: int, position: int, page: int) -> Response:
    """One page as a picture."""
    return _picture(number, position, page, _case_with(reference, number))


@pages.get("/cases/<reference>/mail/<int:number>/enclosed/<int:position>")
@those_who_see_cases
def saved(reference: str, number: int, position: int) -> Response:
    """A document of a case's mail as it came, to be kept and not to be opened here."""
    case_id = _case_with(reference, number)
    document = document_in(number, position)
    if why := why_withheld(number, position, document.content):
        abort(403, f"{why}.")
    note_look(case_id=case_id, incoming_id=number)
    return download(document.content, document.filename or "document")


def _case_with(reference: str, number: int) -> int:
    """The case of a mail that somebody may see; 404 where it is not for them."""
    found = theirs(reference)
    if number not in {one.id for one in found.mails}:
        abort(404)
    return found.file.case.id


def _shown(
    number: int, position: int, back: str, place: Callable[[int], str], case_id: int | None = None
) -> str:
    row = row_of(number, position)
    if row is not None and withheld(row.problem):
        note_look(case_id=case_id, incoming_id=number)
        return render_template(
            "preview.html", name=row.filename, row=row, back=back, drawn=(), why_not=row.problem
        )
    document = document_in(number, position)
    note_look(case_id=case_id, incoming_id=number)
    found = Room.current().shelf.pictures(document)
    return render_template(
        "preview.html",
        name=document.filename,
        row=row,
        back=back,
        drawn=[place(one) for one in range(1, len(found.pages) + 1)],
        of=found.of,
        why_not=found.problem,
    )


def _picture(number: int, position: int, page: int, case_id: int | None = None) -> Response:
    row = row_of(number, position)
    if row is not None and withheld(row.problem):
        abort(403, f"{row.filename}: {row.problem}.")
    shelf = Room.current().shelf
    found = shelf.kept(row.sha256) if row is not None else None
    if found is None:
        found = shelf.pictures(document_in(number, position))
    if not 1 <= page <= len(found.pages):
        abort(404)
    note_look(case_id=case_id, incoming_id=number)
    answer = Response(found.pages[page - 1], mimetype="image/png")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
