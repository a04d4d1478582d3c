"""A private Dovecot 2.3: its own configuration, ports, users and folders, ended by its own pid.

It runs as root (mail belongs to nobody) and as anybody else (mail belongs to them), needs no line
of the machine's own Dovecot, and is up in about a second.
"""

from __future__ import annotations

import base64
import grp
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import jwt

from tests.servers.certificate import Certificate, make_certificate

# Long enough for HS256 (RFC 7518, 3.2) and known to nobody but this test run.
TOKEN_KEY = b"a key of thirty-two bytes, or more"

CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
ssl = yes
ssl_cert = <{cert}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = {uid}
first_valid_gid = {gid}
mail_location = maildir:~/Maildir
mail_max_userip_connections = 0
mailbox_idle_check_interval = 1s
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  # No growing pauses after refused logins: they would hold up every later test.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = username_format=%u {folder}/users/%u
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf.ext
}}
userdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users/%u
}}
"""

OAUTH_CONFIG = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/keys/
username_attribute = email
"""


def find_dovecot() -> Path | None:
    """The program, where a Dovecot 2.3 is installed (2.4 speaks another configuration)."""
    known = "/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin:" + os.environ.get("PATH", "")
    found = shutil.which("dovecot", path=known)
    if found is None:
        return None
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    return Path(found) if version.stdout.startswith("2.3") else None


@dataclass(frozen=True, slots=True)
class Account:
    """One mailbox of the server, and the postman's way into it."""

    username: str
    password: str
    home: Path
    uid: int
    gid: int

    @property
    def maildir(self) -> Path:
        """Its INBOX on disk."""
        return self.home / "Maildir"

    def deliver(self, raw: bytes, *, name: str = "") -> None:
        """Put one message into the INBOX as a delivery agent does."""
        name = name or f"{time.time_ns()}.{next(_numbers)}.postman"
        for folder in (self.home, self.maildir, *(self.maildir / f for f in ("tmp", "new", "cur"))):
            if not folder.exists():
                folder.mkdir()
                os.chown(folder, self.uid, self.gid)
        draft = self.maildir / "tmp" / name
        draft.write_bytes(raw)
        os.chown(draft, self.uid, self.gid)
        draft.rename(self.maildir / "new" / name)

    def token(self, *, seconds: int = 3600, key: bytes = TOKEN_KEY) -> str:
        """An access token for this mailbox."""
        now = int(time.time())
        claims = {"email": self.username, "sub": self.username, "iat": now, "exp": now + seconds}
        return jwt.encode(claims, key, algorithm="HS256", headers={"kid": "default"})


_numbers = itertools.count(1)


class Dovecot:
    """The running server. `port` speaks plain and STARTTLS, `tls_port` TLS."""

    host = "localhost"

    def __init__(self, program: Path) -> None:
        """Write the configuration and start; RuntimeError with the log where it does not."""
        # Not pytest's tmp_path: root's is closed to the user whom the mail belongs to.
        self.folder = Path(tempfile.mkdtemp(prefix="mailroom-dovecot-"))
        self.folder.chmod(0o755)
        self.certificate: Certificate = make_certificate(self.folder)
        self.port, self.tls_port = free_port(), free_port()
        self._owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        self._write_config()
        self._process = subprocess.Popen(
            [program, "-F", "-c", self.folder / "dovecot.conf"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._await_greeting()

    def new_account(self, *, bare: bool = False) -> Account:
        """A fresh mailbox; a bare one has no IDLE, no MOVE and no UIDPLUS."""
        username = f"feedback{next(_numbers)}@council.example"
        owner = self._owner
        home = self.folder / "home" / username
        home.mkdir()
        os.chown(home, owner.pw_uid, owner.pw_gid)
        extra = "userdb_imap_capability=IMAP4rev1" if bare else ""
        line = f"{username}:{{PLAIN}}correct-horse:{owner.pw_uid}:{owner.pw_gid}::{home}::{extra}\n"
        # A file for each: Dovecot looks whether a known file has changed only now and then.
        (self.folder / "users" / username).write_text(line)
        return Account(username, "correct-horse", home, owner.pw_uid, owner.pw_gid)

    def log(self) -> str:
        """What the server wrote down."""
        file = self.folder / "dovecot.log"
        return file.read_text(errors="replace") if file.exists() else ""

    def stop(self) -> None:
        """End this server and remove its folder."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write_config(self) -> None:
        root, owner = os.getuid() == 0, self._owner
        me = owner.pw_name
        filled = CONFIG.format(
            folder=self.folder,
            cert=self.certificate.cert,
            key=self.certificate.key,
            port=self.port,
            tls_port=self.tls_port,
            internal="dovecot" if root else me,
            group="dovecot" if root else _group_of(owner.pw_gid),
            login="dovenull" if root else me,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
        )
        (self.folder / "dovecot.conf").write_text(filled)
        (self.folder / "oauth2.conf.ext").write_text(OAUTH_CONFIG.format(folder=self.folder))
        keys = self.folder / "keys" / "default" / "HS256"
        keys.mkdir(parents=True)
        (keys / "default").write_bytes(base64.b64encode(TOKEN_KEY))
        (self.folder / "users").mkdir()
        (self.folder / "home").mkdir()

    def _await_greeting(self) -> None:
        ends = time.monotonic() + 10
        while time.monotonic() < ends and self._process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as line:
                    line.settimeout(5)
                    if line.recv(64).startswith(b"* OK"):
                        return
            except OSError:
                time.sleep(0.05)
        words = self.log()
        self.stop()
        raise RuntimeError(f"Dovecot did not start:\n{words}")


def free_port() -> int:
    """A port on loopback that nobody had a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _group_of(gid: int) -> str:
    return grp.getgrgid(gid).gr_name
