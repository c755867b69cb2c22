"""What the tests of the ledger share: a small contract, acts in short, and every kind of event tried at random."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tenor.ledger.chain import Chain, append
from tenor.ledger.codec import LONG_FIELDS, _fields_of
from tenor.ledger.events import TYPES
from tenor.ledger.events.returns import ReturnReceived, RowsCorrected, RowsLogged
from tenor.ledger.facts import facts
from tenor.ledger.model import Body, Entry, Facts
from tenor.ledger.record import Proposed
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

SOURCE = (Path(__file__).parent / "terms.yaml").read_text(encoding="utf-8")


@cache
def terms(change: tuple[str, str] = ("", "")) -> Terms:
    """The contract, with one piece of its text changed."""
    read = read_yaml(SOURCE.replace(*change) if change[0] else SOURCE)
    assert read.terms is not None, [str(problem) for problem in read.problems]
    return read.terms


def counting() -> Callable[[], str]:
    """Ids and salts in place of random ones: 1, 2, 3 …"""
    numbers = itertools.count(1)
    return lambda: f"{next(numbers):032x}"


def day(text: str) -> date:
    return date.fromisoformat(text)


def noon(of: date) -> datetime:
    return datetime(of.year, of.month, of.day, 12, tzinfo=UTC)


def words(**content: Any) -> Body:
    return Body(kind="words", salt="", content=content)


def rows(
    *, figures: Any = (), withdrawn: Any = None, corrects: dict[str, str] | None = None, **datasets: dict[str, dict[str, str]]
) -> Body:
    """A rows body: `visits={"A/2023-06-05": {"unit": "A"}}`."""
    old = corrects or {}
    made = {
        name: [{"id": id, "values": values} | ({"corrects": old[id]} if id in old else {}) for id, values in several.items()]
        for name, several in datasets.items()
    }
    return Body(kind="rows", salt="", content={"rows": made, "figures": list(figures), "withdrawn": withdrawn or {}})


class Story:
    """A ledger told day by day: `story.say("2023-06-05", DutyDone(duty="d"))`."""

    def __init__(self, of: Terms | None = None) -> None:
        self.terms = of or terms()
        self.chain = Chain(terms_hash=self.terms.document.sha256)
        self._draw = counting()
        self._at = datetime(2022, 1, 1, tzinfo=UTC)

    def say(self, on: str, event: Any, *, at: datetime | None = None, **more: Any) -> Entry:
        known = {"by": "p-1", "side": "supplier"} | more
        self._at = at or max(noon(day(on)), self._at + timedelta(seconds=1))
        made = append(self.chain, event, on=day(on), at=self._at, draw=self._draw, **known)
        assert isinstance(made, Entry), [str(problem) for problem in made]
        self.chain.add(made)
        return made

    def returned(self, on: str, covers: str = "2023-06", body: Body | None = None, **more: Any) -> Entry:
        return self.say(on, ReturnReceived(ret="monthly", covers=covers, reports=("reports",)), body=body, **more)

    def logged(self, on: str, body: Body, **more: Any) -> Entry:
        return self.say(on, RowsLogged(), body=body, **more)

    def corrected(self, on: str, body: Body, **more: Any) -> Entry:
        return self.say(on, RowsCorrected(), body=body, **more)

    def facts(self, as_known_at: str | None = None) -> Facts:
        return facts(self.chain.entries, self.terms, as_known_at=day(as_known_at) if as_known_at else None)


def proposed(event: Any, on: str = "2023-06-14", **more: Any) -> Proposed:
    return Proposed(event=event, on=day(on), **({"by": "p-1", "side": "supplier"} | more))


# --- events at random --------------------------------------------------------------------------------------------

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
PLAIN = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40)


def _value(field: Any, long: bool) -> st.SearchStrategy[Any]:
    text = PLAIN.filter(bool) if field.required else PLAIN
    found = {
        "text": text,
        "number": st.integers(-(2**53) + 1, 2**53 - 1),
        "yes/no": st.booleans(),
        "date": DAYS,
        "texts": st.lists(PLAIN, max_size=3).map(tuple),
        "map": st.dictionaries(
            PLAIN, st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=500) if long else PLAIN, max_size=3
        ),
        "choice": st.sampled_from(field.choices or ("",)),
    }[field.kind]
    return st.none() | found if field.optional else found


def events(name: str) -> st.SearchStrategy[Any]:
    """Every value an event of this kind may have."""
    fields = _fields_of(name)
    return st.builds(TYPES[name], **{key: _value(field, (name, key) in LONG_FIELDS) for key, field in fields.items()})


ANY_EVENT = st.sampled_from(sorted(TYPES)).flatmap(events)
