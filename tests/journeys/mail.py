"""Mail over loopback: a server that takes every message it is given and keeps it, as much SMTP as a site needs to send one."""

from __future__ import annotations

import email
import email.policy
import re
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage

PATIENCE = 20.0  # seconds


@dataclass(slots=True)
class Mail:
    """What arrived. `url`: as TENOR_MAIL_URL."""

    url: str = ""
    arrived: list[EmailMessage] = field(default_factory=list)

    def to(self, address: str) -> EmailMessage:
        """The newest message to somebody, waited for; it is taken out, so that the next call gives a newer one."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = next((each for each in reversed(self.arrived) if address in str(each["To"])), None)
            if found is not None:
                self.arrived.remove(found)
                return found
            time.sleep(0.02)
        raise AssertionError(f"no mail to {address}; there is mail to {[str(each['To']) for each in self.arrived]}")

    def link_to(self, address: str) -> str:
        """The one link in the newest message to somebody."""
        links = re.findall(r"https?://\S+", self.to(address).get_content())
        assert len(links) == 1, links
        return str(links[0])


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode(errors="replace").strip():
            word = line.upper()
            if word == "DATA":
                self.say("354 go on")
                self.server.kept.append(self.message())  # type: ignore[attr-defined]
                self.say("250 kept")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 yes")

    def message(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        read = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        assert isinstance(read, EmailMessage)
        return read

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def post_office() -> Iterator[Mail]:
    """A server of mail on loopback, as long as the block lasts."""
    mail = Mail()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        server.kept = mail.arrived  # type: ignore[attr-defined]
        mail.url = f"smtp://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield mail
        server.shutdown()
