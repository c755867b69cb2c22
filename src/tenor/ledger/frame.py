"""One line of the chain: an `Entry` as canonical bytes and back.

A frame is `{"at","body_hash"?,"by","event","hash","id","moment"?,"on","prev","seen_by","seq","side","type","v","words_hash"?}`;
`hash` is the SHA-256 of the canonical frame without `hash`. A frame hidden from a side is `{"hash","prev","seq"}` and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from tenor.base.problem import Place, problem
from tenor.ledger.canonical import Json, NotCanonicalError, canonical, dump, moment_of, read, sha256, tidy
from tenor.ledger.codec import Plain, Problems, day_of, decode, encode, nearest
from tenor.ledger.model import Entry

REQUIRED = frozenset({"at", "by", "event", "hash", "id", "on", "prev", "seen_by", "seq", "side", "type", "v"})
OPTIONAL = frozenset({"body_hash", "moment", "words_hash"})
HIDDEN = frozenset({"hash", "prev", "seq"})
SIDES = ("buyer", "supplier", "system")
SEEN_BY = ("both", "buyer", "supplier")

# An id is also the name of a file: small letters, so that no file system takes two for one; no dot and no slash.
ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
PERSON = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}")  # opaque: no blanks and no @, so that no name or address fits
HASH = re.compile(r"[0-9a-f]{64}")


def frame_of(entry: Entry) -> Plain:
    """The frame of an entry made by this version, with its hash as it stands."""
    frame: dict[str, Any] = {"seq": entry.seq, "prev": entry.prev, "hash": entry.hash}
    if entry.hidden:
        return frame
    frame |= {"id": entry.id, "type": entry.type, "v": entry.v, "on": entry.on, "at": entry.at, "by": entry.by, "side": entry.side}
    frame |= {"seen_by": entry.seen_by, "event": encode(entry.event)}
    given = {"moment": entry.moment, "body_hash": entry.body_hash, "words_hash": entry.words_hash}
    return tidied({**frame, **{name: value for name, value in given.items() if value}})


def line_of(entry: Entry) -> bytes:
    """The bytes that are stored for an entry made by this version, without the line end."""
    return dump(frame_of(entry))


def tidied(frame: Mapping[str, Any]) -> Plain:
    found = tidy(frame)
    assert isinstance(found, dict)
    return found


def hash_of(frame: Mapping[str, Any]) -> str:
    """The hash a frame should carry."""
    return sha256(canonical({name: value for name, value in frame.items() if name != "hash"}))


def read_frame(line: bytes) -> Plain:
    """The frame of a stored line. NotCanonicalError if the bytes are not canonical, or no map."""
    frame = read(line)
    if not isinstance(frame, dict):
        raise NotCanonicalError("a line of the ledger is a map")
    return frame


def proves(line: bytes, frame: Plain) -> bool:
    """Whether the hash a canonical line carries is the hash of the rest. Hidden frames carry a hash that nobody can prove here."""
    own = frame.get("hash")
    if not isinstance(own, str) or not HASH.fullmatch(own):
        return False
    piece = f'"hash":"{own}",'.encode()
    if line.count(piece) == 1:  # keys are sorted: without this piece the line is the frame without its hash
        return sha256(line.replace(piece, b"")) == own
    return hash_of(frame) == own


def entry_of(frame: Plain, where: Place | None = None) -> Entry | Problems:
    """The entry of a frame (its bodies apart), or everything that is wrong with it."""
    if frame.keys() == HIDDEN:
        return _hidden(frame, where)
    wrong = [
        problem("frame-key-unknown", where, key=k, nearest=nearest(k, REQUIRED | OPTIONAL)) for k in frame if k not in REQUIRED | OPTIONAL
    ]
    wrong += [problem("frame-key-missing", where, key=k) for k in sorted(REQUIRED - frame.keys())]
    if wrong:
        return tuple(wrong)
    wrong = [problem("frame-value", where, key=key) for key, good in _CHECKS.items() if key in frame and not good(frame[key])]
    if wrong:
        return tuple(wrong)
    event = decode(frame["type"], frame["v"], frame["event"], where)  # type: ignore[arg-type]
    return event if isinstance(event, tuple) else _entry(frame, event)


def hidden_entry(seq: int, prev: str, hash_: str) -> Entry:
    """All that a side learns of an entry that is not for it."""
    return Entry(
        seq=seq,
        prev=prev,
        hash=hash_,
        event=None,
        id="",
        type="",
        v=0,
        on=date.min,
        at=datetime.min.replace(tzinfo=UTC),
        by="",
        side="system",
        seen_by="both",
    )


def _hidden(frame: Plain, where: Place | None) -> Entry | Problems:
    wrong = tuple(problem("frame-value", where, key=key) for key in sorted(HIDDEN) if not _CHECKS[key](frame[key]))
    return wrong or hidden_entry(frame["seq"], frame["prev"], frame["hash"])  # type: ignore[arg-type]


def _entry(frame: dict[str, Any], event: object) -> Entry:
    moment = frame.get("moment")
    return Entry(
        seq=frame["seq"],
        id=frame["id"],
        type=frame["type"],
        v=frame["v"],
        on=date.fromisoformat(frame["on"]),
        at=datetime.fromisoformat(frame["at"]),
        by=frame["by"],
        side=frame["side"],
        seen_by=frame["seen_by"],
        event=event,
        prev=frame["prev"],
        hash=frame["hash"],
        moment=None if moment is None else datetime.fromisoformat(moment),
        body_hash=frame.get("body_hash", ""),
        words_hash=frame.get("words_hash", ""),
    )


def _is_moment(value: Json) -> bool:
    try:
        return isinstance(value, str) and moment_of(value) is not None
    except (ValueError, OverflowError):
        return False


def _is_hash(value: Json) -> bool:
    return isinstance(value, str) and HASH.fullmatch(value) is not None


def _is_count(value: Json) -> bool:
    return type(value) is int and value > 0


_CHECKS: Mapping[str, Callable[[Json], bool]] = {
    "seq": _is_count,
    "id": lambda value: isinstance(value, str) and ID.fullmatch(value) is not None,
    "type": lambda value: isinstance(value, str) and 0 < len(value) <= 64,
    "v": _is_count,
    "on": lambda value: day_of(value) is not None,
    "moment": _is_moment,
    "at": _is_moment,
    "by": lambda value: isinstance(value, str) and PERSON.fullmatch(value) is not None,
    "side": lambda value: value in SIDES,
    "seen_by": lambda value: value in SEEN_BY,
    "event": lambda value: isinstance(value, dict),
    "body_hash": _is_hash,
    "words_hash": _is_hash,
    "prev": _is_hash,
    "hash": _is_hash,
}
