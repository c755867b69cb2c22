"""The chain: every entry names the hash of the one before, the first the hash of the signed terms.

`append` makes the next entry, or says why it cannot be. Reading and proving: `tenor.ledger.verify`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Literal, Protocol, TypeAlias
from uuid import UUID

from tenor.base.deadline import london_day
from tenor.base.problem import Place, Problem, problem
from tenor.ledger.bodies import ROWS_EVENTS, body_hash, check_beside, check_body
from tenor.ledger.canonical import NotCanonicalError
from tenor.ledger.codec import Problems, encode
from tenor.ledger.events import VERSIONS, Event
from tenor.ledger.frame import entry_of, hash_of, tidied
from tenor.ledger.model import Body, Entry, SeenBy

Part: TypeAlias = Literal["body", "words"]
Draw: TypeAlias = Callable[[], str]  # gives 32 random hexadecimal digits; a pure stage draws nothing itself


class Tip(Protocol):
    """What the next entry must know of the chain it follows: a whole `Chain`, or only its end as a database has it."""

    @property
    def length(self) -> int: ...
    @property
    def head(self) -> str: ...
    @property
    def last_at(self) -> datetime | None: ...

    def find(self, id: str) -> Entry | None:
        """The entry of this id, if there is one."""


@dataclass(slots=True, kw_only=True)
class Chain:
    """The entries of one contract in order; `terms_hash` is what the first one follows. `add` is the only way in."""

    terms_hash: str
    entries: list[Entry] = field(default_factory=list)
    ids: dict[str, Entry] = field(default_factory=dict)
    last_at: datetime | None = None  # of the last entry that is not hidden

    @property
    def head(self) -> str:
        """The hash the next entry will name."""
        return self.entries[-1].hash if self.entries else self.terms_hash

    @property
    def length(self) -> int:
        """How many entries there are."""
        return len(self.entries)

    def find(self, id: str) -> Entry | None:
        """The entry of this id, if there is one."""
        return self.ids.get(id)

    def add(self, entry: Entry) -> None:
        """Take in the next entry; ValueError if it does not follow."""
        if entry.prev != self.head or entry.seq != len(self.entries) + 1:
            raise ValueError(f"entry {entry.seq} does not follow entry {len(self.entries)}")
        self.entries.append(entry)
        if not entry.hidden:
            self.ids[entry.id] = entry
            self.last_at = entry.at


def append(
    chain: Tip,
    event: Event,
    *,
    by: str,
    side: Literal["buyer", "supplier", "system"],
    on: date,
    at: datetime,
    seen_by: SeenBy = "both",
    moment: datetime | None = None,
    body: Body | None = None,
    words: Body | None = None,
    id: str | None = None,
    draw: Draw | None = None,
) -> Entry | Problems:
    """The entry that would come next, or why it cannot; the chain stays as it is (`chain.add` takes it in).

    The same act under the same id gives back the entry that is there. `draw` makes an id, and the salts left "", where they are missing.
    Raises ValueError for moments without a time zone, and where something must be drawn and `draw` is not given.
    """
    name = id if id is not None else str(UUID(hex=_drawn(draw), version=4))
    at, moment = at.astimezone(UTC) if at.tzinfo else _no_zone(), _utc(moment)
    body, words = _salted(body, draw), _salted(words, draw)
    wrong = _body_problems(event, body, words)
    if wrong:
        return tuple(wrong)
    frame = {
        "seq": chain.length + 1,
        "id": name,
        "type": type(event).__name__,
        "v": VERSIONS[type(event).__name__],
        "on": on,
        "at": at,
        "by": by,
        "side": side,
        "seen_by": seen_by,
        "event": encode(event),
        "prev": chain.head,
    }
    optional = {"moment": moment, "body_hash": body and body_hash(body), "words_hash": words and body_hash(words)}
    made = _made(frame | {key: value for key, value in optional.items() if value is not None})
    if isinstance(made, tuple):
        return made
    made = replace(made, body=body, words=words)
    known = chain.find(name)
    if known is not None:
        return known if same_act(known, made) else (problem("entry-id-taken", id=name, seq=known.seq),)
    return tuple(date_problems(made, chain.last_at)) or made


def _made(frame: Mapping[str, object]) -> Entry | Problems:
    """The entry of a new frame, read back from its own bytes, so that what is kept in memory is what a reader will find."""
    try:
        plain = tidied(frame)
        plain["hash"] = hash_of(plain)
    except NotCanonicalError as why:
        return (problem("entry-not-canonical", why=str(why)),)
    return entry_of(plain)


def date_problems(entry: Entry, last_at: datetime | None, where: Place | None = None) -> list[Problem]:
    """What the two dates and the moment of an entry must keep to (semantics 1)."""
    wrong = []
    if entry.on > london_day(entry.at):
        wrong.append(problem("entry-on-later", where, on=entry.on, recorded=london_day(entry.at)))
    if entry.moment is not None and london_day(entry.moment) != entry.on:
        wrong.append(problem("entry-moment-other-day", where, on=entry.on, day=london_day(entry.moment)))
    if entry.moment is not None and entry.moment > entry.at:
        wrong.append(problem("entry-moment-later", where))
    if last_at is not None and entry.at < last_at:
        wrong.append(problem("entry-at-earlier", where, at=frame_time(entry.at), last=frame_time(last_at)))
    return wrong


def frame_time(moment: datetime) -> str:
    """A moment for a sentence: 2023-06-14 09:30:00 UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def same_act(known: Entry, again: Entry) -> bool:
    """Whether the same act was sent twice: all that was said is equal; when it was recorded, and the salts, are not compared."""
    fields = ("type", "event", "on", "moment", "by", "side", "seen_by")
    if any(getattr(known, name) != getattr(again, name) for name in fields):
        return False
    pairs = ((known.body_hash, known.body, again.body), (known.words_hash, known.words, again.words))
    return all(_same_body(hash_, old, new) for hash_, old, new in pairs)


def _same_body(known_hash: str, known: Body | None, again: Body | None) -> bool:
    if not known_hash or again is None:
        return not known_hash and again is None
    # an erased body can no longer be compared: the frame has to do
    return known is None or (known.kind == again.kind and tidied(known.content) == tidied(again.content))


def _body_problems(event: Event, body: Body | None, words: Body | None) -> list[Problem]:
    wrong = [p for one in (body, words) if one is not None for p in check_body(one)]
    expected = "rows" if type(event).__name__ in ROWS_EVENTS else "words"
    if body is not None and body.kind != expected:
        wrong.append(problem("body-kind", kind=body.kind, type=type(event).__name__, expected=expected))
    if words is not None and words.kind != "words":
        wrong.append(problem("body-kind", kind=words.kind, type=type(event).__name__, expected="words"))
    elif words is not None and expected == "rows":
        wrong += check_beside(words)
    return wrong


def _salted(body: Body | None, draw: Draw | None) -> Body | None:
    return body if body is None or body.salt else replace(body, salt=_drawn(draw))


def _drawn(draw: Draw | None) -> str:
    if draw is None:
        raise ValueError("an id or a salt is missing and nothing was given to draw one from")
    return draw()


def _utc(moment: datetime | None) -> datetime | None:
    if moment is not None and moment.tzinfo is None:
        _no_zone()
    return None if moment is None else moment.astimezone(UTC)


def _no_zone() -> datetime:
    raise ValueError("a moment needs its time zone")
