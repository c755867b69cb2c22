"""Reading the chain and proving it: each line as it is read, each body against the hash its frame carries.

What a chain cannot show by itself is that its last entries were taken away whole: for that, give `verify` a head noted elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tenor.base.problem import Place, Problem, problem, stopping
from tenor.ledger.bodies import hash_of_stored
from tenor.ledger.canonical import NotCanonicalError
from tenor.ledger.chain import Chain, Part, date_problems
from tenor.ledger.codec import Plain, Problems
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.frame import HIDDEN, entry_of, proves, read_frame
from tenor.ledger.model import Entry
from tenor.ledger.quick import quick_entry

LEDGER = "ledger.jsonl"
StoredBody: TypeAlias = Callable[[str, Part], "bytes | None"]  # entry id, which body -> its bytes, None if it is not there


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyResult:
    """What was proved. `broken`: the seq of the first broken entry; `erased`: bodies that are gone and say so; `head`: last good hash."""

    entries: int
    hidden: int
    erased: int
    head: str
    broken: int | None
    problems: Problems

    @property
    def good(self) -> bool:
        return not stopping(self.problems)


def split_lines(data: bytes) -> tuple[list[bytes], bytes]:
    """The whole lines of a ledger file, and what stands after the last line end: a line that was cut off while it was written."""
    *lines, cut = data.split(b"\n")
    return lines, cut


def read_chain(lines: Iterable[bytes], terms_hash: str, chain: Chain | None = None) -> tuple[Chain, Problems]:
    """The chain of these lines up to the first that is broken, and what is wrong with that one. `chain`: one to go on with."""
    chain = chain or Chain(terms_hash=terms_hash)
    for line in lines:
        where = Place(file=LEDGER, line=len(chain.entries) + 1)
        entry = read_entry(line, chain, where)
        if isinstance(entry, tuple):
            return chain, entry
        chain.add(entry)
    return chain, ()


def read_entry(line: bytes, chain: Chain, where: Place) -> Entry | Problems:
    """The entry of the next line, proved: canonical, in its place, unchanged, with an id of its own and dates in order."""
    entry = quick_entry(line)
    if entry is None or entry.seq != len(chain.entries) + 1 or entry.prev != chain.head:
        looked = look_closer(line, chain, where)
        if isinstance(looked, tuple) or looked.hidden:
            return looked
        entry = looked
    if entry.id in chain.ids:
        return (problem("chain-id-twice", where, seq=entry.seq, id=entry.id, first=chain.ids[entry.id].seq),)
    return _dates(entry, chain, where) or entry


def look_closer(line: bytes, chain: Chain, where: Place) -> Entry | Problems:
    """The long way: each thing that can be wrong with a line has its own words."""
    try:
        frame = read_frame(line)
    except NotCanonicalError as why:
        return (problem("chain-not-canonical", where, seq=len(chain.entries) + 1, why=str(why)),)
    out_of_place = _place_problem(frame, chain, where)
    if out_of_place:
        return (out_of_place,)
    if frame.keys() != HIDDEN and not proves(line, frame):
        return (problem("chain-hash", where, seq=len(chain.entries) + 1),)
    return entry_of(frame, where)


def _dates(entry: Entry, chain: Chain, where: Place) -> Problems:
    # London is never behind UTC, so most entries are seen to be in order without asking for its clock
    if entry.moment is None and entry.on <= entry.at.date() and (chain.last_at is None or chain.last_at <= entry.at):
        return ()
    return tuple(date_problems(entry, chain.last_at, where))


def _place_problem(frame: Plain, chain: Chain, where: Place) -> Problem | None:
    expected = len(chain.entries) + 1
    if frame.get("seq") != expected:
        return problem("chain-seq", where, seq=str(frame.get("seq"))[:40], expected=expected)
    if frame.get("prev") != chain.head:
        return problem("chain-prev" if expected > 1 else "chain-terms", where, seq=expected, before=expected - 1)
    return None


def verify(
    lines: Iterable[bytes], terms_hash: str, body: StoredBody, *, head: str = "", cut: bytes = b"", also: Sequence[Problem] = ()
) -> VerifyResult:
    """Prove a ledger: its lines and all bodies of the good ones. `head`: a hash noted elsewhere that must be in it. `also`: said beside."""
    chain, broken = read_chain(lines, terms_hash)
    seq = len(chain.entries)
    problems = [*verify_bodies(chain.entries, body), *broken]
    if not broken and cut:
        problems.append(cut_problem(seq + 1, len(cut)))
    if head and head not in {terms_hash, *(entry.hash for entry in chain.entries)}:
        problems.append(problem("chain-head-missing", entries=seq, head=head[:12]))
    hidden = sum(entry.hidden for entry in chain.entries)
    if hidden:
        problems.append(problem("chain-hidden", weight="said", n=hidden))
    lines_of_problems = [p.where.line for p in stopping(problems) if p.where and p.where.line]
    return VerifyResult(
        entries=seq,
        hidden=hidden,
        erased=len(erased_parts(chain.entries)),
        head=chain.head,
        broken=min(lines_of_problems, default=None),
        problems=(*problems, *also),
    )


def verify_bodies(entries: Iterable[Entry], body: StoredBody) -> list[Problem]:
    """Bodies that are missing without a BodyErased, changed, or still there although erased, in order of their entries."""
    entries = list(entries)
    erased = erased_parts(entries)
    wrong: list[Problem] = []
    for entry in entries:
        for part, expected in parts_of(entry):
            if expected and (code := _body_code(body(entry.id, part), expected, (entry.id, part) in erased)):
                wrong.append(problem(code, body_place(entry, part), seq=entry.seq, id=entry.id))
    return wrong


def _body_code(data: bytes | None, expected: str, erased: bool) -> str:
    """What is wrong with one body, as a code; "" if nothing is."""
    if data is None:
        return "" if erased else "body-missing"
    if erased:
        return "body-not-erased"
    return "" if hash_of_stored(data) == expected else "body-changed"


def erased_parts(entries: Iterable[Entry]) -> frozenset[tuple[str, Part]]:
    """(entry id, part) of every body of which an entry says that it was erased."""
    return frozenset((e.event.entry, e.event.part) for e in entries if isinstance(e.event, BodyErased))


def body_place(entry: Entry, part: Part) -> Place:
    """Where a body lies, with the line of its entry."""
    return Place(file=body_name(entry.id, part), line=entry.seq)


def body_name(id: str, part: Part) -> str:
    """The file of a body, from the folder of the contract."""
    return f"bodies/{id}.json" if part == "body" else f"bodies/{id}.words.json"


def cut_problem(seq: int, size: int) -> Problem:
    """A last line without its end: a write that was cut off."""
    return problem("ledger-cut", Place(file=LEDGER, line=seq), seq=seq, size=size)


def parts_of(entry: Entry) -> tuple[tuple[Part, str], ...]:
    """The two bodies an entry may have, each with the hash its frame carries ("" if it never had one)."""
    return (("body", entry.body_hash), ("words", entry.words_hash))
