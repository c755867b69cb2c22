"""A mould: one template's terms moved in time, and a whole history for them, from which many contracts can be struck.

Its acts go through the ledger's own door, and a review is made after each strand that rests on what a review says: who decides
on a step decides on one that was met.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from random import Random
from zoneinfo import ZoneInfo

from tenor.cli.generating.around import beginning, duties, readings, talk
from tenor.cli.generating.follow import Following
from tenor.cli.generating.meeting import meetings
from tenor.cli.generating.model import TEMPERS, Planned, Setting, Spot
from tenor.cli.generating.money import invoices
from tenor.cli.generating.moved import month_later, move, spots
from tenor.cli.generating.rows import DAY, all_rows, spells
from tenor.cli.generating.sending import Sending
from tenor.ledger.chain import Chain, append
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.facts import facts
from tenor.ledger.model import Body
from tenor.ledger.terms_on import Timeline
from tenor.review.model import Review
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

LONDON = ZoneInfo("Europe/London")
LOOKS = 3  # how often what follows from what follows is looked at


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mould:
    """`terms`: as moved; `spots`: where each contract says its own words; `acts`: in the order in which they are recorded."""

    terms: Terms
    spots: Sequence[Spot]
    acts: Sequence[Planned]
    until: date


def make_mould(template: Terms, months: int, until: date, rng: Random, sql: dict[str, str]) -> Mould:
    """A mould of a template. `sql` keeps the texts of queries between moulds. ValueError where the moved terms cannot be used."""
    text = move(template, months, until, rng)
    read = read_yaml(text)
    if read.terms is None:
        raise ValueError("; ".join(str(problem) for problem in read.problems))
    terms, temper = read.terms, rng.choice(TEMPERS)
    setting = Setting(terms=terms, until=until, last=month_later(until, 0) - DAY, temper=temper)
    bad = spells(setting, rng)
    agreed = list(readings(setting, rng))
    timeline = Timeline(terms, facts((), terms))
    rows = all_rows(setting, bad, rng)
    sent = list(Sending(setting=setting, timeline=timeline, rows=rows, months=bad, rng=rng, logged=rng.randrange(100) < 65).acts())
    rest = [*beginning(setting, rng), *duties(setting, rng), *meetings(setting, rng), *talk(setting, sent, bad, rng)]
    following = Following(setting=setting, months=bad, rng=rng, eager=rng.choice((25, 50, 75, 90)))
    rest += invoices(setting, rng)
    acts = _follow([*agreed, *sent, *rest], following, sql)
    return Mould(terms=terms, spots=spots(terms), acts=acts, until=until)


def _follow(acts: list[Planned], following: Following, sql: dict[str, str]) -> list[Planned]:
    """The acts with what people did about them; a decision that found no step to decide is taken back."""
    setting = following.setting
    acts = in_order([*acts, *following.disputes(_review(setting, acts, sql))])
    for _ in range(LOOKS):
        made = _review(setting, acts, sql)
        acts = in_order([*_found(acts, made), *following.steps(made)])
    return _found(acts, _review(setting, acts, sql))


def _review(setting: Setting, acts: Sequence[Planned], sql: dict[str, str]) -> Review:
    chain = recorded(setting.terms, in_order(acts))
    return review(setting.terms, chain.entries, on=setting.until - DAY, sql_cache=sql)


def _found(acts: Iterable[Planned], made: Review) -> list[Planned]:
    decided = {(step.rule, decision.on) for step in made.steps for decision in step.decisions}
    return [act for act in acts if not isinstance(act.event, DecisionTaken) or (act.event.rule, act.on) in decided]


def in_order(acts: Iterable[Planned]) -> list[Planned]:
    """Acts in the order of recording."""
    return sorted(acts, key=lambda act: (act.on, act.minute))


def moment(on: date, minute: int) -> datetime:
    """A minute of a London day."""
    return datetime.combine(on, time(minute // 60, minute % 60), tzinfo=LONDON).astimezone(UTC)


def recorded(terms: Terms, acts: Sequence[Planned]) -> Chain:
    """The chain of these acts, with ids and salts that are merely counted. ValueError for an act that the ledger refuses."""
    chain, drawn = Chain(terms_hash=terms.document.sha256), iter(range(1 << 30))
    for act in acts:
        made = append(
            chain,
            act.event,
            by="p-1",
            side=act.side,
            on=act.on,
            at=moment(act.on, act.minute),
            seen_by=act.seen_by,
            body=None if act.content is None else Body(kind="rows", salt="", content=act.content),
            words=None if act.beside is None else Body(kind="words", salt="", content=act.beside),
            draw=lambda: f"{next(drawn):032x}",
        )
        if isinstance(made, tuple):
            raise ValueError("; ".join(str(problem) for problem in made))
        chain.add(made)
    return chain
