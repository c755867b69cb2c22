"""The first text of minutes: what the meeting was called for, with what is known already of the day put where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tenor.base.wording import Said, said, say
from tenor.ledger.events.working_together import FeedbackGiven, OtherSideRated
from tenor.ledger.model import Act
from tenor.review.minutes import meeting_of
from tenor.review.minutes_story import Story
from tenor.review.minutes_text import Item, text_of, words_of
from tenor.review.model import Rating, Review
from tenor.review.shown import figure_said, kpi_of, rating_said
from tenor.terms.model import Clause, MeetingTerms

# where what is known goes: to the item whose title has one of these words, else to the one of its clause, else to one of its own
FIGURES = ("result", "outcome", "performance", "figure", "indicator", "kpi")
FEEDBACK = ("feedback", "good practice", "praise")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstItem:
    """An item to be written. `asked`: what the agenda said of it; `must`: it was on the agenda, so it cannot be left out; `text`: what is
    known already; `nothing`: the agenda had nothing to report for it, and nothing is known since."""

    key: str
    title: str
    asked: str = ""
    text: str = ""
    clause: Clause = ()
    must: bool = True
    nothing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """`present` and `apologies`: names with their roles, as far as they are known."""

    items: Sequence[FirstItem]
    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    actions: Sequence[Mapping[str, str]] = field(default_factory=tuple)


def first_text(now: Review, then: Review, story: Story, *, names: Mapping[str, str] | None = None, language: str = "en") -> First:
    """`now`: today's review, `then`: that of the meeting's day, whose figures are told. `names`: role -> who that was on the day."""
    meeting = _meeting(then, story)
    items = list(_items(meeting, story))
    for words, clauses, title, told in _known(now, then, story, language):
        if told:
            items = _placed(items, words, clauses, say(title, language), "\n".join(told))
    return First(
        items=items,
        present=tuple(_people(story.held.event.present, story, names or {})),
        apologies=tuple(_people(_absent(meeting, story), story, names or {})),
        actions=tuple(action_words(act) for act in story.actions),
    )


def action_words(act: Act) -> dict[str, str]:
    """An action as minutes hold it."""
    event = act.event
    text = str(words_of(act.entry).get("text", ""))
    return {"action": event.action, "text": text, "owner": event.owner, "by": event.due.isoformat() if event.due else ""}


def _meeting(then: Review, story: Story) -> MeetingTerms | None:
    event = story.held.event
    return None if event.title and not event.series else meeting_of(then.terms, event.series)


# --- the items ---------------------------------------------------------------------------------------------------


def _items(meeting: MeetingTerms | None, story: Story) -> Iterator[FirstItem]:
    """Those of the agenda that went out; else the contract's own; of a meeting without any, one for all that was said."""
    blocks = {str(n): block for n, block in enumerate(meeting.agenda if meeting else (), 1)}
    if story.agenda is not None and story.agenda.event.items:
        words = {item.key: item for item in text_of(story.agenda.entry).items}
        for key in story.agenda.event.items:
            block, given = blocks.get(key), words.get(key, Item(key=key))
            nothing = key in story.agenda.event.nothing
            title = given.title or (block.item if block else key)
            asked = "" if nothing else given.text
            yield FirstItem(key=key, title=title, asked=asked, clause=block.clause if block else (), nothing=nothing)
    elif blocks:
        for key, block in blocks.items():
            yield FirstItem(key=key, title=block.item, clause=block.clause)
    else:
        yield FirstItem(key="1", title=story.title, text=str(words_of(story.held.entry).get("text", "")))


def _placed(items: Sequence[FirstItem], words: Sequence[str], clauses: Sequence[str], title: str, told: str) -> list[FirstItem]:
    """With what is known put into the item it belongs to, or into one of its own."""
    by_word = [item for item in items if any(word in item.title.lower() for word in words)]
    by_clause = [item for item in items if set(item.clause) & set(clauses)]
    place = next(iter([*by_word, *by_clause]), None)
    if place is None:
        return [*items, FirstItem(key=next_own(items), title=title, text=told, must=False)]
    text = "\n".join(part for part in (place.text, told) if part)
    return [_with(item, text) if item is place else item for item in items]


def _with(item: FirstItem, text: str) -> FirstItem:
    return FirstItem(key=item.key, title=item.title, asked=item.asked, text=text, clause=item.clause, must=item.must)


def next_own(items: Sequence[FirstItem]) -> str:
    """The key of the next item that is the writer's own."""
    own = [int(item.key[1:]) for item in items if item.key[:1] == "x" and item.key[1:].isdigit()]
    return f"x{max(own, default=0) + 1}"


# --- what is known -----------------------------------------------------------------------------------------------


def _known(now: Review, then: Review, story: Story, language: str) -> Iterator[tuple[Sequence[str], Sequence[str], Said, list[str]]]:
    """(words of the item it belongs to, its clauses, the title it would have by itself, lines)."""
    clauses = [number for kpi in then.terms.kpis for number in kpi.clause]
    yield FIGURES, clauses, said("minutes-title-figures"), [say(line, language) for line in _figures(then)]
    yield FEEDBACK, (), said("minutes-title-feedback"), [say(line, language) for line in _feedback(now, story)]


def _figures(then: Review) -> Iterator[Said]:
    """The latest figure of every KPI as it stood on the meeting's day."""
    for kpi, ratings in then.ratings.by_kpi.items():
        found = [rating for rating in ratings.values() if rating.at(then.on).figure is not None]
        if found:
            yield _figure(then, kpi, found[-1])


def _figure(then: Review, kpi: str, rating: Rating) -> Said:
    version, own = rating.at(then.on), kpi_of(then, kpi, rating)
    assert version.figure is not None
    name = said("minutes-kpi", n=own.number, title=own.title) if own and own.number else own.title if own else kpi
    return said(
        "minutes-figure", kpi=name, period=rating.period.said, figure=figure_said(then, rating, version.figure), rating=rating_said(version)
    )


def _feedback(now: Review, story: Story) -> Iterator[Said]:
    """What was said at this meeting of how it goes, by either side; nothing that a side keeps to itself."""
    contract = now.terms.contract
    for act in now.facts.of(FeedbackGiven, OtherSideRated):
        event, side = act.event, contract.supplier if act.entry.side == "supplier" else contract.buyer
        if event.meeting != story.meeting or act.entry.seen_by != "both":
            continue
        text = str(words_of(act.entry).get("text", ""))
        if isinstance(event, OtherSideRated):
            yield said("minutes-marks", side=side, **{name: getattr(event, name) for name in ("tells", "answers", "solves", "fair")})
        elif text:
            code = "minutes-feedback" if event.kind else "minutes-said"
            yield said(code, side=side, kind=event.kind, text=text)


# --- who was there -----------------------------------------------------------------------------------------------


def _people(roles: Sequence[str], story: Story, names: Mapping[str, str]) -> Iterator[str]:
    """ "Alex Example, contract manager"; the role alone where nobody is named."""
    told = words_of(story.held.entry).get("names")
    own = {str(role): str(name) for role, name in told.items()} if isinstance(told, Mapping) else {}
    for role in roles:
        name = own.get(role) or names.get(role, "")
        yield f"{name}, {role}" if name else role


def _absent(meeting: MeetingTerms | None, story: Story) -> list[str]:
    """Whoever must attend and did not, where it is known who did."""
    present = story.held.event.present
    return [role for role in meeting.must_attend if role not in present] if meeting and present else []


# --- before it is sent -------------------------------------------------------------------------------------------


def unfinished(items: Mapping[str, str], must: Sequence[str]) -> list[str]:
    """The keys that were on the agenda and say nothing: no minutes go out while there are any."""
    return [key for key in must if not items.get(key, "").strip()]
