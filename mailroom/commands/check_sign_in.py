"""Whether the council's own sign-in service can be asked, for `mailroom check`; nobody is signed in."""

from __future__ import annotations

from collections.abc import Iterator

from mailroom.config import Config
from mailroom.errors import MailroomError
from mailroom.gates import openid
from mailroom.jobs.doors import sign_in_service


def sign_in(config: Config) -> Iterator[tuple[bool, str]]:
    """What the service says of itself, and whether anything proves to it which application asks."""
    said = config.desk.openid
    if said is None:
        return
    try:
        service = sign_in_service(config)
        assert service is not None
        openid.begin(service, "check")
    except openid.NotSignedIn as fault:
        yield False, f"{said.issuer or said.authority}: {fault.why}"
        return
    except MailroomError as fault:
        yield False, str(fault)
        return
    yield (
        True,
        f"{service.place} describes itself; it must know the way back {service.redirect_uri}",
    )
    if not (said.certificate_file or said.client_secret()):
        yield False, "desk.openid has neither a certificate_file nor a secret to prove who asks"
