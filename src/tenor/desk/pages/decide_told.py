"""What was decided and advised about a step, act by act, with the words, and the figures as they were known then and as they are today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.summary_strip import kpi_words
from tenor.documents.charts.series import figure_text
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.model import Act
from tenor.review.as_data import kpi_in_force
from tenor.review.frozen import shown_now
from tenor.review.model import Decision, Rating, Review, State, Step

Data = dict[str, Any]
REASON = ("reason", "text", "note")  # older entries have only one of the last


def told(review: Review, group: Sequence[Step]) -> list[Data]:
    """Of all steps of the card, in the order in which it was said. One act that decided several stands once."""
    acts = {act.ref: act for act in review.facts.of(DecisionTaken)}
    found: dict[str, Data] = {}
    for step in group:
        for decision in step.decisions:
            if decision.entry in acts and decision.entry not in found:
                found[decision.entry] = _one(review, acts[decision.entry], decision)
    return sorted(found.values(), key=lambda one: one["order"])


def _one(review: Review, act: Act, decision: Decision) -> Data:
    body = act.entry.body
    words = body.content if body is not None and body.kind == "words" else {}
    return {
        "order": [decision.on.isoformat(), act.entry.seq],
        "on": day_data(decision.on),
        "outcome": decision.outcome,
        "choice": decision.choice,
        "replaces": act.event.replaces,
        "look_again_on": day_data(decision.look_again_on),
        "review_on": day_data(decision.review_on),
        "by_day": day_data(decision.by_day),
        "by": act.entry.by,
        "side": act.entry.side,
        "kept": act.entry.seen_by != "both",
        "seq": act.entry.seq,
        "reason": next((str(words[name]) for name in REASON if words.get(name)), ""),
        "objectives": str(words.get("objectives", "")),
        "erased": bool(act.entry.body_hash) and body is None,
        "seen": list(_seen(review, act.event.seen)),
    }


def _seen(review: Review, seen: Mapping[str, str]) -> Iterator[Data]:
    """Each figure that its maker saw: as known then, and as it is known on the review's day."""
    for name, then in seen.items():
        if not name.startswith("figure "):
            continue
        kpi, _, label = name.removeprefix("figure ").rpartition(" ")
        rating = review.ratings.by_kpi.get(kpi, {}).get(label)
        if rating is not None:
            now = shown_now(rating, review.on)
            yield {
                "kpi": kpi,
                **kpi_words(review, kpi),
                "label": label,
                "period": said_data(rating.period.said),
                "then": _figure(review, rating, then),
                "now": _figure(review, rating, now),
                "same": then == now,
            }


def _figure(review: Review, rating: Rating, text: str) -> Data:
    """ "4/7 red final" as a cell: the figure in words, the level, the state."""
    state = next((each for each in sorted(get_args(State), key=len, reverse=True) if text.endswith(each)), "")
    first, _, rest = text.removesuffix(state).strip().partition(" ")
    pair = tuple(int(part) for part in first.split("/")) if first.replace("/", "").isdigit() and first.count("/") == 1 else None
    kpi = kpi_in_force(review, rating)
    figure = figure_text(kpi, (pair[0], pair[1])) if pair is not None and kpi is not None and pair[1] else ""
    return {"figure": figure, "level": rest if pair is not None else f"{first} {rest}".strip(), "state": state}
