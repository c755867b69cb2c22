"""A contract struck from a mould: its own names, ids, salts and seconds, some acts left out; the chain written as canonical bytes.

What is the same for every contract of a mould (the events, the bodies) is made canonical once; what is drawn for each holds plain
letters and figures only, so that a line can be put together in the order of its keys. Tests prove the chains as `tenor verify` does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from tenor.cli.generating.cast import Cast
from tenor.cli.generating.model import Made, Planned, Who
from tenor.cli.generating.mould import Mould, moment
from tenor.cli.generating.moved import own_words
from tenor.cli.generating.says import SAYS
from tenor.cli.generating.stated import as_sent
from tenor.ledger.canonical import canonical, dump, sha256
from tenor.ledger.codec import encode
from tenor.ledger.events import VERSIONS
from tenor.ledger.events.agreements import ContactEnded
from tenor.ledger.events.notices import NoticeApproved
from tenor.ledger.events.returns import ReturnReceived
from tenor.terms.model import Terms

SILENT, UNMANAGED, LEFT = 7, 9, 50  # in how many of a hundred; of those without a manager, how many had one once


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """An act as every contract of the mould has it. `start`: of its minute, up to the seconds; `event`, `body`, `beside`: canonical, the
    bodies without the end that holds the salt; `variants`: of the words that may lie beside it."""

    on: date
    start: str
    event: str
    kind: str
    v: int
    by: Who
    side: str
    seen_by: str
    body: bytes = b""
    beside: bytes = b""
    variants: Sequence[bytes] = ()
    contact: str = ""
    thread: str = ""
    left_out: int = 0
    act: Planned


def press(act: Planned) -> Pressed:
    """What of an act is the same for all."""
    contact = act.says.removeprefix("contact ") if act.says.startswith("contact ") else ""
    said = () if contact or not act.says else tuple(_open_body("words", words) for words in SAYS[act.says])
    return Pressed(
        on=act.on,
        start=f"{moment(act.on, act.minute):%Y-%m-%dT%H:%M:}",
        event=dump(encode(act.event)).decode(),
        kind=type(act.event).__name__,
        v=VERSIONS[type(act.event).__name__],
        by=act.by,
        side=act.side,
        seen_by=act.seen_by,
        body=b"" if act.content is None else _open_body("rows", act.content),
        beside=b"" if act.beside is None else _open_body("words", act.beside),
        variants=said,
        contact=contact,
        thread=act.thread,
        left_out=act.left_out,
        act=act,
    )


def _open_body(kind: str, content: object) -> bytes:
    """The canonical bytes of a body without its last bracket, to which the salt is added."""
    return canonical({"content": content, "kind": kind})[:-1]


@dataclass(slots=True, kw_only=True)
class Stamp:
    """Writes one chain, entry by entry."""

    rng: Random
    cast: Cast
    head: str
    last: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    lines: list[bytes] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)

    def add(self, one: Pressed, file: str = "") -> None:
        """The next entry; `file`: the hash of the file that a return came in."""
        id = self._uuid()
        body = one.body or self._words(one)
        tail = f'"id":"{id}","on":"{one.on}","prev":"{self.head}","seen_by":"{one.seen_by}","seq":{len(self.lines) + 1},'
        tail += f'"side":"{one.side}","type":"{one.kind}","v":{one.v}'
        self.last = max(self.last, f"{one.start}{self.rng.randrange(60):02}.{self.rng.randrange(1000000):06}Z")
        start = f'{{"at":"{self.last}",'
        if body:
            start += f'"body_hash":"{self._keep(f"{id}.json", body)}",'
        if one.beside:
            tail += f',"words_hash":"{self._keep(f"{id}.words.json", one.beside)}"'
        event = one.event if not file else one.event.replace('"reports":', f'"file":"{file}","reports":', 1)
        by = self.cast.second(one.on) if one.kind == NoticeApproved.__name__ else self.cast.known_as(one.by, one.on)
        start += f'"by":"{by}","event":{event},'
        self.head = sha256(f"{start}{tail}}}".encode())
        self.lines.append(f'{start}"hash":"{self.head}",{tail}}}'.encode())

    def _words(self, one: Pressed) -> bytes:
        if one.contact:
            return _open_body("words", self.cast.contact_words(one.contact))
        return one.variants[self.rng.randrange(len(one.variants))] if one.variants else b""

    def _keep(self, name: str, body: bytes) -> str:
        """Keep a body under its name; gives back its hash."""
        salt = f"{self.rng.getrandbits(128):032x}"
        self.bodies[name] = body + f',"salt":"{salt}"}}\n'.encode()
        return sha256(bytes.fromhex(salt) + body + b"}")

    def _uuid(self) -> str:
        drawn = f"{self.rng.getrandbits(128):032x}"
        return f"{drawn[:8]}-{drawn[8:12]}-4{drawn[13:16]}-{'89ab'[int(drawn[16], 16) & 3]}{drawn[17:20]}-{drawn[20:]}"


def strike(mould: Mould, acts: Sequence[Pressed], reference: str, rng: Random, *, files: bool) -> Made:
    """One contract of a mould."""
    silent, cut = _silence(mould, rng)
    left_on = _left_on(mould, rng)
    cast = Cast.drawn(mould.terms, rng, left_on)
    title = f"{mould.terms.contract.title}, {cast.town}"
    text = own_words(mould.terms.document.text, mould.spots, cast.texts(reference, title))
    stamp = Stamp(rng=rng, cast=cast, head=sha256(text.encode()))
    for one in _kept(acts, cut, rng, left_on):
        stamp.add(one, _file(stamp, one, mould.terms, reference) if files and one.kind == ReturnReceived.__name__ else "")
    traits = (*(("silent",) if silent else ()), *(("no manager",) if left_on is not None else ()))
    return Made(
        name=reference.lower(),
        reference=reference,
        title=title,
        terms=text,
        lines=stamp.lines,
        bodies=stamp.bodies,
        files=stamp.files,
        people=cast.people,
        traits=traits,
    )


def _silence(mould: Mould, rng: Random) -> tuple[bool, date]:
    """Whether nothing is heard any more, and the day from which."""
    since = mould.until - timedelta(days=rng.randint(60, 170))
    silent = rng.randrange(100) < SILENT
    return silent, since if silent else mould.until


def _left_on(mould: Mould, rng: Random) -> date | None:
    """The last day of the council's contract manager, where there is none now: the first day of all, if nobody was ever named."""
    calendar = mould.terms.calendar
    last = calendar.previous_open(mould.until - timedelta(days=rng.randint(20, 150)))
    nobody, had_one = rng.randrange(100) < UNMANAGED, rng.randrange(100) < LEFT
    if not nobody:
        return None
    named = any(c.side == "buyer" and c.order == 1 for c in mould.terms.contacts)
    return last if had_one and named and last > mould.terms.contract.starts else date.min


def _kept(acts: Sequence[Pressed], cut: date, rng: Random, left_on: date | None) -> Iterator[Pressed]:
    """The acts before the silence, without the threads this contract leaves out; and the manager's leaving in its place."""
    out: dict[str, bool] = {}
    leaving = left_on if left_on is not None and left_on > date.min else None
    for one in acts:
        if leaving is not None and one.on > leaving:
            yield _leaving(leaving)
            leaving = None
        if one.on >= cut:
            return
        if one.thread and out.setdefault(one.thread, rng.randrange(100) < one.left_out):
            continue
        yield one
    if leaving is not None and leaving < cut:
        yield _leaving(leaving)


def _leaving(on: date) -> Pressed:
    ended = ContactEnded(side="buyer", order=1, last_day=on)
    return press(Planned(on=on, minute=1010, event=ended, by="head of service", side="buyer"))


def _file(stamp: Stamp, one: Pressed, terms: Terms, reference: str) -> str:
    """The return as the JSON its sender sent, kept under its hash; what it holds nothing of is an empty list."""
    event, content, beside = one.act.event, one.act.content or {}, (one.act.beside or {}).get("rows", {})
    holds = next((ret.holds for ret in terms.returns if ret.id == event.ret), ())
    given = {**{name: [] for name in holds if name in terms.datasets}, **content.get("rows", {})}
    rows = {name: [{**line["values"], **beside.get(name, {}).get(line["id"], {})} for line in lines] for name, lines in given.items()}
    tree: dict[str, Any] = {"contract": reference, "return": event.ret, "covers": event.covers, "rows": rows}
    if not set(holds) <= set(terms.datasets):
        tree["figures"] = [
            {"kpi": line["kpi"], "period": line["period"], **as_sent(terms.kpi(line["kpi"]), line["numerator"], line["denominator"])}
            for line in content.get("figures", ())
        ]
    data = (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()
    name = sha256(data)
    stamp.files[name] = data
    return name
