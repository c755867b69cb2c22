"""Orders about minutes: send a version, say that it arrived, answer it, remark on it, issue the final text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from tenor.base.problem import Problem, problem
from tenor.desk.actions.minutes_draft import forget_minutes
from tenor.desk.actions.say import say
from tenor.desk.pages.minutes import methods_of, would_be
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events.meetings import MinutesAnswered, MinutesCommented, MinutesIssued, MinutesReceived, MinutesSent
from tenor.ledger.model import Act
from tenor.ledger.record import Recorded
from tenor.returns.spelling import prose
from tenor.review.minutes_draft import action_words, first_text, unfinished
from tenor.review.minutes_story import Story, minutes_story
from tenor.review.minutes_text import WHOLE, Item, sent_words
from tenor.review.model import Review

MOST_WORDS, MOST_TITLE, MOST_ITEMS, MOST_NAMES = 8000, 200, 40, 4000
ALL = ""  # a remark on the minutes as a whole

Problems = tuple[Problem, ...]


def story_of(place: Place, meeting: str) -> Story | None:
    """The minutes of a meeting as they stand now, as this person's side may see them."""
    place.contract.refresh_from_db(fields=["head", "length", "last_at", "one_sided"])
    return minutes_story(_review(place), meeting)


def send_minutes(
    place: Place,
    meeting: str,
    *,
    items: Sequence[Item],
    present: Sequence[str],
    apologies: str = "",
    method: str = "",
    version: int,
    turn: UUID,
) -> Recorded:
    """Send a version to everybody who attended. Not while an item of the agenda says nothing. `version`: the one its writer saw to come."""
    story = story_of(place, meeting)
    if story is None:
        return Recorded(problems=(problem("minutes-none"),))
    kept = [Item(key=item.key, title=prose(item.title), text=prose(item.text)) for item in items]
    kept = [item for item in kept if item.title or item.text]
    there = [name for name in map(prose, present) if name]
    wrong = [*_unfinished(place, story, kept), *_too_long(kept), *_method(place, method)]
    if not there:
        wrong.append(problem("minutes-present-missing"))
    if wrong:
        return Recorded(problems=tuple(wrong))
    words = sent_words(kept, there, prose(apologies)[:MOST_NAMES], [action_words(act) for act in story.actions])
    event = MinutesSent(meeting=meeting, version=version, method=method)
    return say(place, event, words, turn=turn, also=lambda: forget_minutes(place, meeting))


def _unfinished(place: Place, story: Story, items: Sequence[Item]) -> list[Problem]:
    """Items of the agenda that say nothing, and own ones that are half written."""
    then = review_of(place.contract, _side(place), on=story.held.day)
    first = {item.key: item for item in first_text(_review(place), then, story).items}
    told = {item.key: item.text for item in items}
    found = [problem("minutes-item-empty", item=first[key].title) for key in unfinished(told, [k for k, i in first.items() if i.must])]
    own = [item for item in items if item.key not in first or not first[item.key].must]
    found += [problem("minutes-item-empty", item=item.title) for item in own if not item.text]
    return found + [problem("minutes-item-untitled") for item in own if not item.title]


def _too_long(items: Sequence[Item]) -> list[Problem]:
    found = [problem("minutes-long", item=item.title[:80], most=MOST_WORDS) for item in items if len(item.text) > MOST_WORDS]
    found += [problem("minutes-long", item=item.title[:80], most=MOST_TITLE) for item in items if len(item.title) > MOST_TITLE]
    return found + ([problem("minutes-many", most=MOST_ITEMS)] if len(items) > MOST_ITEMS else [])


def _method(place: Place, method: str) -> list[Problem]:
    """Where the contract's notice clause knows ways of sending, one of them; else none is asked for."""
    known = methods_of(_review(place).terms)
    return [] if method in known or not (method or known) else [problem("minutes-method-unknown")]


def receive_minutes(place: Place, meeting: str, *, on: date, text: str = "", version: int, turn: UUID) -> Problems:
    """Say that the latest version arrived on a day. Whoever says it for the other side says how it is known."""
    story = story_of(place, meeting)
    sent = story.version if story else None
    if sent is None or sent.event.version != version:
        return _newer(sent)
    if on < sent.day:
        return (problem("minutes-before-sent", sent=sent.day),)
    if sent.entry.side == place.side and not prose(text):
        return (problem("minutes-how-known"),)
    return say(place, MinutesReceived(meeting=meeting), {"text": prose(text)[:MOST_WORDS]}, turn=turn, on=on, head=_head(place)).problems


def answer_minutes(
    place: Place,
    meeting: str,
    *,
    answer: Literal["agreed", "withheld"],
    others: Mapping[str, str] | None = None,
    text: str = "",
    version: int,
    turn: UUID,
) -> Recorded:
    """Agree, or withhold item by item with the words that should stand there. The answer is to the version that was read: where another
    was sent since, nothing is recorded."""
    story = story_of(place, meeting)
    sent = story.version if story else None
    if story is None or sent is None or sent.event.version != version:
        return Recorded(problems=_newer(sent))
    if answer == "agreed":
        return say(place, MinutesAnswered(meeting=meeting, answer="agreed"), {"text": prose(text)}, turn=turn, head=_head(place))
    theirs = {key: prose(words)[:MOST_WORDS] for key, words in (others or {}).items()}
    wrong = _withheld(story, theirs, prose(text))
    if wrong:
        return Recorded(problems=tuple(wrong))
    event = MinutesAnswered(meeting=meeting, answer="withheld", items=tuple(theirs))
    return say(place, event, {"items": theirs, "text": prose(text)}, turn=turn, head=_head(place))


def _withheld(story: Story, theirs: Mapping[str, str], text: str) -> list[Problem]:
    known = story.text.keys or (WHOLE,)
    found = [problem("minutes-item-unknown", item=key[:80]) for key in theirs if key not in known]
    found += [problem("minutes-words-missing", item=known.index(key) + 1) for key, words in theirs.items() if key in known and not words]
    if not theirs:
        found.append(problem("minutes-no-item"))
    return found + ([] if text else [problem("minutes-reason-missing")])


def comment_minutes(place: Place, meeting: str, *, item: str = ALL, text: str = "", instead: str = "", turn: UUID) -> Problems:
    """Remark on an item or on all of it; `instead`: the words that should stand there. It is no answer and stops no clock."""
    story = story_of(place, meeting)
    if story is None or (item and item not in (story.text.keys or (WHOLE,))):
        return (problem("minutes-item-unknown", item=item[:80]),)
    words = {"text": prose(text)[:MOST_WORDS], "instead": prose(instead)[:MOST_WORDS] if item else ""}
    if not any(words.values()):
        return (problem("words-missing"),)
    return say(place, MinutesCommented(meeting=meeting, item=item), words, turn=turn).problems


def issue_minutes(place: Place, meeting: str, *, text_hash: str, turn: UUID) -> Problems:
    """Issue the final text, which is then locked: the very one that was looked at, told by its hash."""
    story = story_of(place, meeting)
    if story is None or story.version is None:
        return (problem("minutes-none"),)
    if story.final is not None and story.final.entry.id == str(turn):
        return ()  # pressed twice
    if not story.text.items:
        return (problem("minutes-none"),)
    final = would_be(story)
    if story.final is None and final["hash"] != text_hash:
        return (problem("minutes-final-changed"),)
    event = MinutesIssued(meeting=meeting, text_hash=final["hash"])
    return say(place, event, final["words"], turn=turn, head=_head(place)).problems


def _newer(sent: Act | None) -> Problems:
    if sent is None:
        return (problem("minutes-none"),)
    return (problem("minutes-newer-version", version=sent.event.version, on=sent.day),)


def _head(place: Place) -> str:
    """What the version was read from: if the ledger goes on in this very moment, the act is not recorded on top of it."""
    return place.contract.head


def _side(place: Place) -> Literal["buyer", "supplier"]:
    return "supplier" if place.side == "supplier" else "buyer"


def _review(place: Place) -> Review:
    return review_of(place.contract, _side(place))
