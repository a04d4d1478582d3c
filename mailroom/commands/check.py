"""`mailroom check`: the whole configuration looked at, and the logins really tried; nothing is read, sent
or changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from letters.checking import check_overrides
from mailroom.acts import paper
from mailroom.clock import SystemClock
from mailroom.commands.check_documents import documents, unread_scans
from mailroom.commands.check_reports import readers
from mailroom.commands.check_sign_in import sign_in
from mailroom.commands.opening import new_nonce, read_configuration, refuse_old_record
from mailroom.commands.required_parts import lacking_parts
from mailroom.config import Config
from mailroom.errors import MailroomError
from mailroom.house import House, open_house, policies_named
from mailroom.jobs.doors import open_mailboxes, open_post
from mailroom.rules.policy import find_policies, load_policy, other_policy
from mailroom.rules.policy_roles import roles_named
from mailroom.rules.workdays import local_date
from store.policies import policies_in_force
from store.session import Record, RecordFault

Finding = tuple[bool, str]


@click.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Try everything the configuration names: policies, letters, database, mailboxes, post."""
    config = read_configuration(ctx)
    click.echo("ok   configuration: every key understood")
    faults = 0
    for name, look in (
        ("policies", _policies),
        ("owners", _owners),
        ("letters", _letters),
        ("documents", _documents),
        ("required parts", _required),
        ("database", _database),
        ("mailboxes", _mailboxes),
        ("post", _post),
        ("sign-in", sign_in),
        ("documents", documents),
    ):
        for good, words in look(config):
            click.echo(f"{'ok  ' if good else 'WRONG'} {name}: {words}")
            faults += not good
    notes = (*_passed_over(config), *_roles_of_nobody(config), *_looks(config), *_readers(config))
    notes = (*notes, *config.warnings())
    for warning in (*notes, *unread_scans()):
        click.echo(f"note {warning}")
    if faults:
        click.echo(f"{faults} to be mended.", err=True)
        ctx.exit(1)


def _tried(look: Callable[[], list[str]]) -> Iterator[Finding]:
    """What a look finds, or the fault that stopped it, in words."""
    try:
        yield from ((True, words) for words in look())
    except (MailroomError, RecordFault) as fault:
        yield False, str(fault)


def _policy_files(config: Config) -> dict[str, Path]:
    """Every policy file by name: the built-in ones, and the council's own."""
    return find_policies(*([config.policy.folder] if config.policy.folder else []))


def _policies(config: Config) -> Iterator[Finding]:
    """The policies that are in use, and those in the council's own folder that could be."""
    named = policies_named(config)
    for name, path in _policy_files(config).items():
        found = [*_tried(partial(_titled, name, path))]
        if name in named or (path.parent == config.policy.folder and found[0][0]):
            yield from found


def _passed_over(config: Config) -> Iterator[str]:
    """The faults of policy files that nothing names; the house starts without them."""
    named = policies_named(config)
    for name, path in _policy_files(config).items():
        if name not in named:
            faults = [words for good, words in _tried(partial(_titled, name, path)) if not good]
            yield from (
                f"{words}\n  Nothing uses this policy: it is passed over." for words in faults
            )


def _titled(name: str, path: Path) -> list[str]:
    return [f"{name}: {load_policy(path).title}"]


def _owners(config: Config) -> Iterator[Finding]:
    """Whether each service has somebody for each stage, and the second stage is not answered by whoever did
    the first.
    """
    files = _policy_files(config)
    found = False
    for service in config.services:
        try:
            policy = load_policy(files[config.policy_for(service.id)])
        except (KeyError, MailroomError):
            continue  # told under policies
        before = None
        for number in sorted(policy.stages):
            stage = policy.stages[number]
            try:
                owner = config.owner(service.id, stage.owner_role)
            except KeyError:
                found = True
                yield (
                    False,
                    f"{service.name}: nobody is the {stage.owner_role.replace('_', ' ')} who answers {stage.name}",
                )
                continue
            if before is not None and stage.independent and owner.email == before:
                found = True
                yield (
                    False,
                    f"{service.name}: {owner.name} would answer {stage.name} of a case they answered before",
                )
            before = owner.email
    for words in _unknown_stand_ins(config):
        found = True
        yield False, words
    if not found:
        yield True, "every stage of every service has its own owner"


def _unknown_stand_ins(config: Config) -> Iterator[str]:
    """Whoever is to stand in, and whoever is stood in for, must be somebody; one address has one name."""
    for one in config.directory_file.away:
        for email in (one.email, one.stand_in):
            if email and email not in config.directory:
                yield f"directory.away: nobody in the configuration or its people's file has the address {email}"
    names: dict[str, str] = {}
    for person in config.everybody():
        if names.setdefault(person.email, person.name) != person.name:
            yield f"{person.email} is called {names[person.email]} in one place and {person.name} in another"


def _roles_of_nobody(config: Config) -> Iterator[str]:
    """Each role that a policy in use counts on and nobody has, with the services it is wanting in."""
    files = _policy_files(config)
    lacking: dict[tuple[str, str], list[str]] = {}
    for service in config.services:
        name = config.policy_for(service.id)
        try:
            named = roles_named(load_policy(files[name]))
        except (KeyError, MailroomError):
            continue  # told under policies
        for role, what in named.items():
            if config.holder(service.id, role)[1] == "coordinator" != role:
                lacking.setdefault((role, "; ".join(what)), []).append(service.name)
    for (role, wanted_for), services in lacking.items():
        where = "" if len(services) == len(config.services) else f" for {', '.join(services)}"
        yield (
            f"roles.{role}: nobody has this role{where}, which the policy wants for {wanted_for};"
            f" until somebody is named, {config.coordinators[0].name} stands in"
        )


def _looks(config: Config) -> Iterator[str]:
    """What somebody should look at in the policies in use: services that one is not for, a law that is gone."""
    files = _policy_files(config)
    for service in config.services:
        name = config.policy.by_service.get(service.id, "")
        with suppress(KeyError, MailroomError):
            better = other_policy(load_policy(files[name]), service.id)
            if better:
                yield (
                    f"policy.by_service.{service.id}: the policy {name} is for other services; it leaves this one to"
                    f" {better}"
                )
    for name in sorted(policies_named(config)):
        with suppress(KeyError, MailroomError):
            rule = load_policy(files[name]).confidentiality
            if rule.basis_is_old:
                yield (
                    f"policy {name}: it keeps what people tell us confidential under “{rule.basis}”, which is no longer"
                    " in force: have the policy's text looked at"
                )


def _readers(config: Config) -> Iterator[str]:
    """What is wanting in who reads the reports of the policies in use."""
    files, policies = _policy_files(config), []
    for name in sorted(policies_named(config)):
        with suppress(KeyError, MailroomError):
            policies.append(load_policy(files[name]))
    yield from readers(config, policies)


def _letters(config: Config) -> Iterator[Finding]:
    if config.letters.folder is None:
        yield True, "the house's own wording"
        return
    faults = check_overrides(config.letters.folder)
    yield from ((False, fault) for fault in faults)
    if not faults:
        yield True, f"the wording in {config.letters.folder} renders"


def _documents(config: Config) -> Iterator[Finding]:
    """Whether the letterhead says what it should, and PDFs can be made, for attachments and for the print batch."""
    from letters.document_checking import check_documents, check_pdf

    head, letters = paper.head_of(config), config.letters
    faults = check_documents(head, letters.letterhead, letters.attach)
    fault = check_pdf(head)
    if fault and (letters.attach and letters.attach_as == "pdf"):
        faults.append(fault)
    yield from ((False, words) for words in faults)
    if not faults:
        named = letters.letterhead or "the built-in one"
        yield (
            True,
            f"letterhead: {named}" + (f"; letters cannot be printed: {fault}" if fault else ""),
        )


def _required(config: Config) -> Iterator[Finding]:
    """Whether the letters say what each policy in use asks of them."""
    files, today = _policy_files(config), local_date(SystemClock().now())
    for name in sorted(policies_named(config) & files.keys()):
        try:
            faults = lacking_parts(load_policy(files[name]), config.letters.folder, today)
        except MailroomError:
            continue  # told under policies
        yield from ((False, f"{name}: {fault}") for fault in faults)
        if not faults:
            yield True, f"{name}: every letter says what the policy asks of it"


def _database(config: Config) -> Iterator[Finding]:
    def look() -> list[str]:
        refuse_old_record(config.record.url)
        record = Record(config.record.url)
        try:
            house = open_house(config, record, SystemClock(), new_nonce)
            return ["can be read, and is of this version", *_older_texts(house)]
        finally:
            record.close()

    yield from _tried(look)


def _older_texts(house: House) -> list[str]:
    """How many cases are kept under a text of their policy that its file no longer has; each can still be read."""
    with house.record.read() as conn:
        in_force = policies_in_force(conn)
    words = []
    for one in in_force:
        policy = house.policies.get(one.name)
        if policy is not None and policy.digest == one.digest:
            continue
        house.kept_policy(one.name, one.digest)
        many = "1 open case is" if one.cases == 1 else f"{one.cases} open cases are"
        now = "an older text of" if policy else "the removed text of"
        words.append(f"{many} under {now} the policy '{one.name}' ({one.digest[:12]}) until closed")
    return words


def _mailboxes(config: Config) -> Iterator[Finding]:
    try:
        boxes = open_mailboxes(config)
    except MailroomError as fault:
        yield False, str(fault)
        return
    for box in boxes:
        yield from ((good, f"{box.name}: {words}") for good, words in _tried(box.check))
        box.close()


def _post(config: Config) -> Iterator[Finding]:
    def look() -> list[str]:
        post = open_post(config)
        try:
            return post.check()
        finally:
            post.close()

    yield from _tried(look)
