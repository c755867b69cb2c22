"""# The first text of minutes

Nobody begins with an empty page. Each item of the agenda is there, with what is known already: the figures as they stood on the
day of the meeting, and what either side said of the other. Nothing is put into somebody's mouth: what the agenda asked stands beside
an item, and what was answered is left to the writer. What was agreed to be done, and who was there, are filled in.
"""

from __future__ import annotations

import pytest
from tests.review.history import day, entry, example, history

from tenor.ledger.events import Event
from tenor.ledger.events.meetings import ActionAgreed, AgendaIssued, MeetingHeld
from tenor.ledger.events.working_together import FeedbackGiven, OtherSideRated
from tenor.ledger.model import Body, Entry
from tenor.review.minutes_draft import First, first_text, unfinished
from tenor.review.minutes_story import minutes_story
from tenor.review.whole import review

HELD = "2023-04-20"
BOTH = ("buyer contract manager", "supplier contract manager")
AGENDA = AgendaIssued(meeting="t", meets_on=day(HELD), series="performance", items=("1", "2", "5", "x1"), nothing=("1",))
ASKED = {
    "items": [{"key": "2", "title": "Results and outcomes", "text": "KPIs 1 to 3"}, {"key": "x1", "title": "The new rota", "text": ""}]
}


def made(held: Event, *acts: tuple[Event, dict[str, object] | None, str], names: dict[str, str] | None = None) -> First:
    """The first text of a meeting of 20 April, written the day after."""
    entries: list[Entry] = list(history("2023-04-17"))
    for event, words, seen_by in ((held, None, "both"), *acts):
        body = Body(kind="words", salt="00" * 16, content=words) if words else None
        side = "supplier" if isinstance(event, OtherSideRated) else "buyer"
        entries.append(entry(len(entries) + 1, HELD, side, event, body, seen_by=seen_by))
    now, then = review(example(), entries, on=day("2023-04-21")), review(example(), entries, on=day(HELD))
    story = minutes_story(now, "t")
    assert story is not None
    return first_text(now, then, story, names=names or {})


QUARTERLY = MeetingHeld(meeting="t", series="performance", present=(BOTH[0], "service manager"))
TITLES = [block.item for block in example().meetings[0].agenda]

# what there is | key | what stands beside | what is written already, and must it say something
ITEMS = """
no agenda  | 1  |                      |                            | must
no agenda  | 2  |                      | March 2023: 5 of 6 = 83.3% | must
no agenda  | 8  |                      |                            | must
agenda     | 1  |                      |                            | must, nothing
agenda     | 2  | KPIs 1 to 3          | March 2023: 5 of 6 = 83.3% | must
agenda     | 5  |                      | praise: All in time        | must
agenda     | x1 |                      |                            | must
"""


@pytest.mark.parametrize("line", ITEMS.strip().splitlines())
def test_each_item(line: str) -> None:
    what, key, asked, text, rest = (cell.strip() for cell in line.split("|"))
    praise = (FeedbackGiven(feedback="f", kind="praise", meeting="t"), {"text": "All in time"}, "both")
    called = [(AGENDA, ASKED, "both")] if what == "agenda" else []
    item = next(item for item in made(QUARTERLY, *called, praise).items if item.key == key)
    assert item.asked == asked
    assert text in item.text
    assert bool(text) == bool(item.text)
    assert [word for word in ("must", "nothing") if getattr(item, word)] == rest.split(", ")


def test_without_an_agenda_every_block_of_the_contract_is_there() -> None:
    assert [item.title for item in made(QUARTERLY).items] == TITLES


def test_figures_are_those_of_the_day() -> None:
    """On 20 April nothing is known of April, though the minutes are written later."""
    text = next(item.text for item in made(QUARTERLY).items if item.key == "2")
    assert text.splitlines()[1] == "KPI 2, Reports sent to council and Ofsted within 5 working days, March 2023: 4 of 5 = 80%, amber."
    assert "April" not in text


def test_what_belongs_to_no_item_gets_one_of_its_own() -> None:
    """A meeting that a step asked for has no blocks: what was noted of it is there, and figures stand apart and may be dropped."""
    urgent = MeetingHeld(meeting="t", title="urgent meeting", present=BOTH)
    found = made(urgent, (FeedbackGiven(feedback="f", meeting="t"), {"text": "Thank you"}, "both"))
    assert [(item.key, item.title, item.must) for item in found.items] == [
        ("1", "urgent meeting", True),
        ("x1", "Figures on the day", False),
        ("x2", "Feedback", False),
    ]
    assert found.items[2].text == "Example County Council: Thank you"


def test_what_one_side_keeps_to_itself_is_not_told() -> None:
    found = made(QUARTERLY, (FeedbackGiven(feedback="f", kind="concern", meeting="t"), {"text": "secret"}, "buyer"))
    assert "secret" not in str(found)


def test_the_other_side_rated() -> None:
    found = made(QUARTERLY, (OtherSideRated(rated="r", meeting="t", tells=4, answers=4, solves=3, fair=5), None, "both"))
    assert "Visiting Voices CIC of the other side, from 1 to 5: tells us early 4" in next(i.text for i in found.items if i.key == "5")


def test_who_was_there_and_who_was_not() -> None:
    found = made(QUARTERLY, names={BOTH[0]: "Alex Example", BOTH[1]: "Robin Instance"})
    assert found.present == ("Alex Example, buyer contract manager", "service manager")
    assert found.apologies == ("Robin Instance, supplier contract manager",)


def test_actions_of_the_meeting_with_owner_and_day() -> None:
    agreed = (ActionAgreed(action="a", owner=BOTH[1], due=day("2023-06-02"), meeting="t"), {"text": "Name a relief"}, "both")
    other = (ActionAgreed(action="b", owner="buyer"), {"text": "Of no meeting"}, "both")
    assert list(made(QUARTERLY, agreed, other).actions) == [
        {"action": "a", "text": "Name a relief", "owner": "supplier contract manager", "by": "2023-06-02"}
    ]


@pytest.mark.parametrize(
    ("written", "left"), [({}, ["1", "2"]), ({"1": "x", "2": "  "}, ["2"]), ({"1": "x", "2": "Nothing to report."}, [])]
)
def test_nothing_empty_is_sent(written: dict[str, str], left: list[str]) -> None:
    assert unfinished(written, ["1", "2"]) == left
