"""What is known on a day about each subject of an agenda, as sentences: figures, conditions met, plans, capacity, actions, themes.

An agenda goes to both sides: what one side keeps to itself is in none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tenor.base.clause import show_clauses
from tenor.base.phrases.bound import Bound
from tenor.base.wording import Said, said
from tenor.ledger.events.agreements import ContactEnded, ContactNamed
from tenor.ledger.events.meetings import MeetingHeld
from tenor.ledger.events.working_together import CapacityRaised, FeedbackGiven
from tenor.ledger.model import Act
from tenor.review.actions import Action, actions
from tenor.review.messages import text_of, unanswered
from tenor.review.mobilisation import to_be_ready
from tenor.review.model import Review
from tenor.review.names import plan_named
from tenor.review.shown import bound_said, figure_said, kpi_name, rating_said
from tenor.review.themes import themes
from tenor.review.things import known
from tenor.review.trend import in_order
from tenor.terms.model import Kpi

GOOD = ("praise", "good practice")
LIVE = ("requested", "incomplete", "incomplete, late", "proposed", "proposed, late", "not engaged", "agreed", "agreed late")
STANDING = ("issued, receipt unknown", "watching", "in force")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The review that is told, and the day of the meeting before: what was told since is new."""

    review: Review
    since: date

    def is_new(self, act: Act) -> bool:
        return act.day >= self.since and act.entry.seen_by == "both"


def told_since(review: Review, series: str = "") -> Told:
    """Since the last meeting of the series, or of any where none is named; without one, since the contract began."""
    held = review.facts.of(MeetingHeld)
    days = [act.day for act in held if not series or (act.event.series in ("", series) and not act.event.title)]
    return Told(review=review, since=max(days, default=review.terms.contract.starts))


def results(told: Told) -> Iterator[Said]:
    """Each KPI as it stands and as it stood before; conditions that wait; plans and notices that go on."""
    review = told.review
    for kpi in review.terms.kpis:
        yield from _figure(review, kpi)
    yield from _raised(review)
    yield from (said("agenda-step", then=card.then, since=card.since) for card in review.cards)
    for plan in review.plans:
        if plan.state in LIVE:
            about = tuple(kpi_name(review, kpi) for kpi in plan.kpis)
            yield said(
                "agenda-plan" if about else "agenda-plan-plain",
                plan=plan.id,
                named=plan_named(plan.step, plan.requested_on),
                state=plan.state,
                **({"kpis": about} if about else {}),
            )
    for notice in review.notices:
        if notice.state in STANDING:
            yield said("agenda-notice", step=notice.step, on=notice.issued_on, state=notice.state)


def _raised(review: Review) -> Iterator[Said]:
    """What it was decided to speak of at a meeting, and that has not been."""
    for duty in review.duties:
        if duty.what.code == "duty-decided-meeting" and duty.done_on is None:
            yield said("agenda-raise", step=duty.what.values["step"], decided=duty.what.values["decided"], under=show_clauses(duty.clause))


def _figure(review: Review, kpi: Kpi) -> Iterator[Said]:
    rated = [r for r in in_order(review.ratings.by_kpi.get(kpi.id, {}).values(), review.on) if r.at(review.on).rating is not None]
    if not rated:
        yield said("agenda-figure-none", kpi=kpi_name(review, kpi.id), title=kpi.title)
        return
    parts = []
    for rating in rated[:-3:-1]:
        version = rating.at(review.on)
        figure = figure_said(review, rating, version.figure) if version.figure else ""
        parts.append(said("agenda-figure-in", period=rating.period.said, rating=rating_said(version), figure=figure))
    code = "agenda-figure" if len(parts) == 1 else "agenda-figure-before"
    before = {"before": parts[1]} if len(parts) > 1 else {}
    yield said(code, kpi=kpi_name(review, kpi.id), title=kpi.title, now=parts[0], **before)


def targets(told: Told) -> Iterator[Said]:
    """The bands in force."""
    for kpi in told.review.terms.kpis:
        bands = [said("agenda-band", level=band.level, bound=bound_said(band.bound)) for band in kpi.bands if isinstance(band.bound, Bound)]
        yield said("agenda-target", kpi=kpi_name(told.review, kpi.id), title=kpi.title, bands=tuple(bands))


def capacity(told: Told) -> Iterator[Said]:
    """What was told since the last meeting, and what is still not talked through."""
    states = known(told.review, "capacity problem")
    listed = False
    for act in told.review.facts.of(CapacityRaised):
        state = states.get(act.event.problem, "")
        if told.is_new(act) or (state in ("raised", "seen") and act.entry.seen_by == "both"):
            listed = True
            yield said("agenda-capacity", on=act.day, n=len(act.event.units), state=said(f"agenda-capacity-{state}"))
    if not listed:
        yield said("agenda-capacity-none", since=told.since)


def open_actions(told: Told) -> Iterator[Said]:
    """Those that are open, those carried over, and those done since the last meeting."""
    listed = [one for one in actions(told.review) if not one.plan]
    for one in listed:
        if one.state == "open":
            yield _action(one)
    yield from (said("agenda-action-done", text=_text(one), on=one.done_on) for one in listed if one.done_on and one.done_on >= told.since)


def _action(one: Action) -> Said:
    if one.due is None:
        return said("agenda-action-no-day", text=_text(one), owner=one.owner)
    code = "agenda-action-moved" if one.moved else "agenda-action"
    return said(code, text=_text(one), owner=one.owner, due=one.due, **({"n": one.moved} if one.moved else {}))


def _text(one: Action) -> str:
    return one.text or one.id


def seen_in_rows(told: Told) -> Iterator[Said]:
    """Themes, counted in the last quarter that is over, and in the one that runs."""
    for theme in themes(told.review):
        for quarter in theme.quarters[-2:]:
            if quarter.tagged:
                yield said("agenda-theme", name=theme.name or theme.key, n=quarter.tagged, of=quarter.of, period=quarter.period.said)


def good_practice(told: Told) -> Iterator[Said]:
    """Praise and good practice that both sides may read."""
    for act in told.review.facts.of(FeedbackGiven):
        if told.is_new(act) and act.event.kind in GOOD and text_of(act):
            yield said("agenda-good", text=text_of(act), side=said(f"side-{act.entry.side}"), on=act.day)


def equality(told: Told) -> Iterator[Said]:
    """What the contract promises; or that it promises nothing."""
    found = promises(told.review)
    yield from (said("agenda-promise", text=text) for text in found)
    if not found:
        yield said("agenda-promises-nothing")


def promises(review: Review) -> tuple[str, ...]:
    """The promises of the terms, in their own words."""
    held = review.terms.document.tree.get("equality")
    listed = held.get("promises") if isinstance(held, Mapping) else None
    return tuple(_promise(each) for each in listed if each) if isinstance(listed, list | tuple) else ()


def _promise(each: object) -> str:
    if not isinstance(each, Mapping):
        return str(each)
    return str(next((each[name] for name in ("promise", "what", "title", "text", "id") if each.get(name)), ""))


def said_by_each(told: Told) -> Iterator[Said]:
    """What one side wrote and the other has not answered."""
    for one in unanswered(told.review):
        yield said("agenda-message", side=said(f"side-{one.side}"), on=one.on, text=one.text)


def ready(told: Told) -> Iterator[Said]:
    """What is to be ready before the first day."""
    listed = to_be_ready(told.review)
    done = sum(each.is_done for each in listed)
    if listed:
        yield said("agenda-ready", n=done, of=len(listed), starts=told.review.terms.contract.starts)
    yield from (said("agenda-not-ready", what=each.terms.what) for each in listed if not each.is_done)


def who_to_call(told: Told) -> Iterator[Said]:
    """How many people each side has named, for those to be called first, second and third."""
    for side in ("buyer", "supplier"):
        named = {each.order for each in told.review.terms.contacts if each.side == side and isinstance(each.name, str) and each.name}
        for act in told.review.facts.of(ContactNamed, ContactEnded):
            if act.event.side == side:
                named = named | {act.event.order} if isinstance(act.event, ContactNamed) else named - {act.event.order}
        yield said("agenda-contacts", side=said(f"side-{side}"), n=len(named))


FACTS: Mapping[str, Callable[[Told], Iterator[Said]]] = {
    "open": said_by_each,
    "results": results,
    "rows": seen_in_rows,
    "targets": targets,
    "good practice": good_practice,
    "capacity": capacity,
    "equality": equality,
    "actions": open_actions,
    "contacts": who_to_call,
    "mobilisation": ready,
    "expectations": targets,
}
