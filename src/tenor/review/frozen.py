"""What the maker of a decision, a notice or final minutes saw, frozen with the act: counted otherwise later, both can be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tenor import __version__
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.events.meetings import MinutesIssued
from tenor.ledger.events.notices import NoticeIssued
from tenor.review.model import Rating, Review, Step

FROZEN = (DecisionTaken, NoticeIssued, MinutesIssued)


def with_what_was_seen(review: Review, event: Any, head: str) -> Any:
    """The act with what its maker saw; any other act as it is. `review`: as the maker had it; `head`: the hash of the last entry then."""
    if not isinstance(event, FROZEN) or event.seen:
        return event
    return replace(event, seen={**_setting(review, head), **_figures(review, _about(review, event)), **_readings(_about(review, event))})


def differences(review: Review, seen: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What this review says otherwise than the maker saw: (what, seen, now)."""
    now = _figures_named(review, [key for key in seen if key.startswith("figure ")])
    return [(key.removeprefix("figure "), seen[key], now[key]) for key in now if seen[key] != now[key]]


def _setting(review: Review, head: str) -> dict[str, str]:
    calendar = review.terms.calendar
    return {"head": head, "terms": review.terms.document.sha256, "calendar": calendar.edition[:200], "tenor": __version__}


def _about(review: Review, event: Any) -> Sequence[Step]:
    """The steps the act is about: of the rule decided, or those that led to the notice."""
    if isinstance(event, DecisionTaken):
        of_rule = [s for s in review.steps if s.rule == event.rule and event.of in ("", s.of)]
        return [s for s in of_rule if s.id in event.steps] if event.steps else [s for s in of_rule if s.waiting]
    if isinstance(event, NoticeIssued):
        return [s for s in review.steps if event.step in s.consequences]
    return ()


def _figures(review: Review, steps: Sequence[Step]) -> dict[str, str]:
    named = [f"figure {kpi} {period}" for step in steps for kpi in step.kpis for period in step.proof]
    return _figures_named(review, named)


def _figures_named(review: Review, named: Sequence[str]) -> dict[str, str]:
    """ "figure KPI PERIOD" -> "4/7 red final"."""
    found = {}
    for name in named:
        kpi, _, period = name.removeprefix("figure ").rpartition(" ")
        rating = review.ratings.by_kpi.get(kpi, {}).get(period)
        if rating is not None:
            found[name] = shown_now(rating, review.on)
    return found


def shown_now(rating: Rating, on: date) -> str:
    """A rating as it is frozen: "4/7 red final"."""
    version = rating.at(on)
    figure = f"{version.figure[0]}/{version.figure[1]} " if version.figure else ""
    return f"{figure}{version.rating or ''} {version.state}".replace("  ", " ").strip()


def _readings(steps: Sequence[Step]) -> dict[str, str]:
    return {f"step {step.id}"[:200]: f"met {step.met_on}, by {', '.join(step.readings) or 'the text'}"[:200] for step in steps}
