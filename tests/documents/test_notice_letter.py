"""The formal letter: a part for each thing it must state, filled from the record; what it lacks; what starts when it is received."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from tests.review.history import day, example, reviewed

from tenor.base.wording import say
from tenor.documents.draft import draft
from tenor.documents.model import Letter
from tenor.documents.notice_letter import kind_of, labels_of, notice_letter
from tenor.documents.notice_model import Frame, NoticeLetter, Written
from tenor.documents.notice_starts import expected_receipt, starts
from tenor.documents.notice_text import (
    RECEIPT,
    first_written,
    frame_of,
    hash_of,
    lacking,
    letter_text,
    parts_of,
    stated,
    stated_in,
    unmarked,
    words_of,
    written_of,
)
from tenor.documents.write_text import write_text
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.events.notices import NoticeIssued, NoticeReceived
from tenor.ledger.folder import read_folder
from tenor.review.model import Review, Step
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

CONTRACTS = Path(__file__).parents[2] / "contracts"
WARNED = datetime(2023, 6, 13, 8, 0, tzinfo=UTC)  # decided, and not a word written


@cache
def told() -> Review:
    """The example's own history, the evening before the letter is written."""
    held = read_folder(CONTRACTS / "reg-44-visits")
    return review(example(), [entry for entry in held.entries if entry.at < WARNED], on=day("2023-06-13"))


def warned(of: Review) -> Step:
    return next(step for step in of.steps if step.rule == "no-improvement")


@cache
def letter() -> NoticeLetter:
    return notice_letter(told(), "formal warning", step=warned(told()))


def frame() -> Frame:
    return frame_of(letter())


def whole(by: str = RECEIPT) -> Written:
    return replace(first_written(letter()), by=by)


# --- what it must state ------------------------------------------------------------------------------------------


def test_a_part_for_each_thing_in_the_terms_own_order() -> None:
    assert [part.label for part in letter().parts] == [
        "performance is not adequate",
        "why this is so",
        "a further improvement plan is required",
    ]
    assert [part.kind for part in letter().parts] == ["found", "why", "asked"]


def test_the_figures_from_the_first_hit_to_now() -> None:
    """needs.md 3A, 6.8: (b) is filled from the record."""
    assert (
        "KPI 2: March 2023 4 of 5 = 80.0% Amber, April 2023 5 of 7 = 71.4% Amber, May 2023 4 of 7 = 57.1% Red (below 60%)."
        in (first_written(letter()).parts["2"])
    )
    rows = [(row.label, row.count, row.share, row.level) for row in letter().figures]
    assert rows == [
        ("2023-03", "4 of 5", "80.0%", "amber"),
        ("2023-04", "5 of 7", "71.4%", "amber"),
        ("2023-05", "4 of 7", "57.1%", "red"),
    ]


def test_missed_milestones_and_messages_without_answer_with_their_days() -> None:
    """needs.md 3A, 6.7."""
    named = [one["what"] for one in first_written(letter()).evidence]
    assert named == [
        "Improvement plan, asked for on Wed 10 May 2023, agreed by both on Wed 24 May 2023",
        "2 of 5 milestones missed (Fri 2 Jun 2023 and Mon 5 Jun 2023)",
        "3 messages with no answer (Thu 1 Jun 2023, Tue 6 Jun 2023 and Thu 8 Jun 2023)",
    ]


def test_what_is_asked_comes_from_the_rule_that_follows() -> None:
    rule = letter().by_rule
    assert rule is not None
    assert (rule.phrase, rule.step, rule.clause) == (
        "10 working days after receipt of formal warning",
        "improvement plan",
        ("6.4", "6.8"),
    )
    assert "another improvement plan" in first_written(letter()).parts["3"]


@pytest.mark.parametrize(
    ("contract", "name", "kinds"),
    [
        ("reg-44-visits", "formal warning", ["found", "why", "asked"]),
        ("reg-44-visits", "notice of intention to terminate", ["found", "why", "asked"]),
        ("lift-repairs", "notice of concern", ["found", "why", "asked"]),
        ("day-centres", "formal letter", ["found", "asked"]),
    ],
)
def test_every_examples_letters_have_their_parts(contract: str, name: str, kinds: list[str]) -> None:
    terms = read_yaml((CONTRACTS / contract / "terms.yaml").read_text(encoding="utf-8")).terms
    assert terms is not None
    made = notice_letter(review(terms, [], on=terms.contract.starts), name)
    assert [part.kind for part in made.parts] == kinds
    assert [part.label for part in made.parts] == list(labels_of(terms.steps[name]))
    assert lacking(frame_of(made), first_written(made)), "with nothing on record no letter is complete"


def test_a_label_is_known_by_its_words_and_else_by_its_place() -> None:
    assert kind_of("the reasons", 0, 3) == "why"
    assert kind_of("what is needed now", 1, 3) == "asked"
    assert [kind_of("xx", at, 4) for at in range(4)] == ["found", "why", "free", "asked"]


# --- what it lacks -----------------------------------------------------------------------------------------------


def test_it_is_not_complete_without_a_day() -> None:
    assert [(lack.key, lack.why) for lack in lacking(frame(), first_written(letter()))] == [("3", "no day")]
    assert stated(frame(), first_written(letter())) == ("1", "2")
    assert not lacking(frame(), whole())
    assert not lacking(frame(), whole("2023-06-28"))


@pytest.mark.parametrize("key", ["1", "2", "3"])
@pytest.mark.parametrize("text", ["", "  \n ", "[to be filled in]", " . "])
def test_no_part_may_be_empty(key: str, text: str) -> None:
    written = replace(whole(), parts={**whole().parts, key: text})
    assert [(lack.key, lack.why) for lack in lacking(frame(), written)] == [(key, "empty")]
    assert key not in stated(frame(), written)


# --- the letter as text, and back --------------------------------------------------------------------------------


def test_the_letter_says_all_of_it_in_order() -> None:
    text = letter_text(frame(), whole())
    order = ("To: ", "FORMAL WARNING", "(a) Perf", "(b) Why", "milestones missed", "(c) A further", "By when: 10")
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "Sent" not in text
    assert "[" not in text
    assert "By when: Wed 28 Jun 2023." in letter_text(frame(), whole("2023-06-28"))
    assert "By when: [no day yet]" in letter_text(frame(), first_written(letter()))


def test_a_letter_written_as_text_is_read_by_its_headings() -> None:
    text = letter_text(frame(), whole())
    assert stated_in(frame(), text) == ("1", "2", "3")
    assert stated_in(frame(), letter_text(frame(), first_written(letter()))) == ("1", "2")
    assert "57.1%" in parts_of(frame(), text)["2"]
    assert "alex.example" not in "".join(parts_of(frame(), text).values())
    assert stated_in(frame(), text.replace("(b) Why this is so", "Something else")) == ("1", "3")
    assert stated_in(frame(), "") == ()


def test_the_words_that_are_kept_give_back_what_was_written() -> None:
    for by in (RECEIPT, "2023-06-28"):
        words = words_of(frame(), whole(by))
        assert written_of(words) == replace(whole(by), evidence=tuple({k: v for k, v in one.items() if v} for one in whole().evidence))
    assert written_of({"text": "old words"}).parts == {}
    assert written_of({"parts": "odd", "evidence": ["odd"]}).evidence == ()


def test_another_word_is_another_hash() -> None:
    one = words_of(frame(), whole())
    other = words_of(frame(), replace(whole(), parts={**whole().parts, "1": "Performance is not adequate at all."}))
    assert hash_of(one) == hash_of(words_of(frame(), whole()))
    assert hash_of(one) != hash_of(other)


def test_the_command_line_writes_the_same_letter() -> None:
    made = draft(told(), warned(told()))
    assert isinstance(made, Letter)
    assert write_text(made) == letter_text(frame(), first_written(letter()))


def test_for_legal_review() -> None:
    """A step that stands under another clause: headed so, and nothing of it sent by the system."""
    made = notice_letter(told(), "notice of intention to terminate", kpis=["reports"])
    text = letter_text(frame_of(made), first_written(made), marked=True)
    assert text.startswith("For legal review. Tenor does not send this letter.\n")
    assert "legal review" not in str(words_of(frame_of(made), first_written(made))), "what goes out does not say so"
    assert unmarked(text) == letter_text(frame_of(made), first_written(made))
    assert "Under: Clause 52 (Termination on Default)" in text
    assert "Nothing is decided yet." in text
    assert "For legal review" not in letter_text(frame(), whole(), marked=True)


def test_an_intention_rests_on_what_was_considered() -> None:
    """The step follows from a decision; its figures are those of the step that was decided: red in August, after the warning."""
    chosen = DecisionTaken(rule="red-after-warning", outcome="taken", choice="notify intention")
    made = reviewed("2023-09-13", ("2023-09-12", "buyer", chosen))
    step = next(one for one in made.steps if one.rule == "intention")
    letter = notice_letter(made, "notice of intention to terminate", step=step)
    assert [(row.kpi, row.label, row.count, row.level) for row in letter.figures] == [("reports", "2023-08", "3 of 7", "red")]
    assert "A letter (formal warning) was sent on Tue 13 Jun 2023." in first_written(letter).parts["2"]
    assert [lack.why for lack in lacking(frame_of(letter), first_written(letter))] == ["no day"]


# --- what starts when it is received -----------------------------------------------------------------------------


def _after() -> Review:
    acts = [
        ("2023-06-13", "buyer", NoticeIssued(notice="w2", step="formal warning", kpis=("reports",), plan="p9")),
        ("2023-06-14", "supplier", NoticeReceived(notice="w2")),
    ]
    return reviewed("2023-06-30", entries=_history_without_warning(acts))


def _history_without_warning(acts: list[tuple[str, str, object]]) -> list:  # type: ignore[type-arg]
    from tests.review.history import entry, history

    plain = [one for one in history("2023-06-30") if not one.type.startswith("Notice")]
    return [*plain, *(entry(900 + n, *act) for n, act in enumerate(acts))]  # type: ignore[arg-type]


def test_what_starts_is_what_the_review_says_once_it_is_received() -> None:
    """needs.md 3A: received Wed 14 Jun → further plan by Wed 28 Jun, meetings every month from July, watch July to September, 1 of 2."""
    found = {one.kind: one for one in starts(told(), "formal warning", issued=day("2023-06-13"), received=day("2023-06-14"))}
    after = _after()
    plan = next(plan for plan in after.plans if plan.id == "p9")
    notice = next(notice for notice in after.notices if notice.id == "w2")
    assert found["plan"].due == plan.due == date(2023, 6, 28)
    assert say(found["watch"].when) == "July 2023 to September 2023"
    assert notice.watch == ("2023-07", "2023-08", "2023-09")
    assert say(found["meetings"].what).endswith("from July 2023")
    assert "2023-07" in {slot.label for slot in after.meetings if slot.period.kind == "month"}
    assert say(found["count"].when) == "1 of 2"
    assert [one.clause for one in found.values()] == [("6.4", "6.8"), ("5.5",), ("6.9",), ("6.5",)]


def test_a_second_one_is_counted() -> None:
    later = reviewed("2023-06-30")
    found = starts(later, "formal warning", issued=day("2023-06-30"), received=day("2023-07-03"))
    assert [say(one.when) for one in found if one.kind == "count"] == ["2 of 2"]


def test_receipt_before_it_is_known_is_an_example() -> None:
    """The contract has no notice clause: the next working day stands for it."""
    assert expected_receipt(told()) == date(2023, 6, 14)
