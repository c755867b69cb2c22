"""The minutes of one meeting (`view.what` is its id): what was sent, where they stand, what each side may do. LookupError where no such
meeting was held."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from tenor.base.deadline import Deadline
from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.view import Data, View
from tenor.ledger.model import Act
from tenor.review.minutes_clock import clock_days
from tenor.review.minutes_draft import action_words
from tenor.review.minutes_readings import minutes_readings
from tenor.review.minutes_story import Story, minutes_story
from tenor.review.minutes_text import Text, checked, final_words, hash_of, is_erased, other_words, text_of, words_of
from tenor.review.model import Review
from tenor.review.offered import offered
from tenor.terms.model import MinutesTerms, Reading, Terms

DAY = timedelta(days=1)


def make(view: View) -> Data:
    """Days as ISO text; which of them is today is for the page to say."""
    review, story = view.review, minutes_story(view.review, view.what)
    if story is None:
        raise LookupError(view.what)
    held_on = story.held.day
    held_to = minutes_readings(review.timeline.on(held_on, held_on), story.held.event.series) if story.ruled else {}
    return {
        "meeting": story.meeting,
        "title": story.title,
        "held": _act(story.held),
        "mode": story.held.event.mode,
        "state": story.state,
        "ruled": None if story.ruled is None else _ruled(story.ruled, held_to.get("if_withheld")),
        "send": _deadline(story.send_due, held_to.get("due")),
        "version": story.version.event.version if story.version else 0,
        "versions": [{**_act(act), "n": act.event.version, "method": act.event.method} for act in story.versions],
        "text": text_data(story.text),
        "actions": [action_words(act) for act in story.actions],
        "receipt": _receipt(story),
        "clock": _clock(review, story),
        "answer_due": _deadline(story.answer_due),
        "lapses_on": day_data(story.answer_due.due + DAY) if story.answer_due else None,
        "answer": _answer(story.answer),
        "late": [_answer(act) for act in story.late],
        "remarks": _remarks(story),
        "agreed_on": day_data(story.agreed_on),
        "final_due": _deadline(story.final_due, held_to.get("final")),
        "final": _final(story),
        "would_be": would_be(story) if story.version else None,
        "offers": offered(review, "minutes", story.meeting),
    }


def text_data(text: Text) -> Data:
    """What a version says, its items numbered as people count them."""
    return {
        "items": [{**asdict(item), "n": n} for n, item in enumerate(text.items, 1)],
        "present": list(text.present),
        "apologies": text.apologies,
        "actions": [dict(each) for each in text.actions],
        "whole": text.whole,
        "erased": text.erased,
        "settled": dict(text.settled) if text.settled else None,
    }


def would_be(story: Story) -> Data:
    """The final text as it would be issued now, and its hash."""
    words = final_words(story.text, story.others, settled_of(story))
    return {"words": words, "hash": hash_of(words)}


def settled_of(story: Story) -> dict[str, str]:
    """How these minutes came to be final: part of the text that is locked."""
    on = story.agreed_on or (story.answer.day if story.answer else None)
    sent = story.version
    known = {
        "how": story.state,
        "on": day_data(on),
        "version": str(sent.event.version) if sent else "",
        "sent": day_data(sent.day) if sent else None,
        "received": day_data(story.received_on),
        "why": str(words_of(story.answer.entry).get("text", "")) if story.answer and story.state == "withheld" else "",
    }
    return {name: value for name, value in known.items() if value}


def _act(act: Act) -> Data:
    """Who did it and when; the moment where it was entered on its own day."""
    entry = act.entry
    at = entry.moment.isoformat() if entry.moment is not None else act.day.isoformat()
    return {"by": entry.by, "side": entry.side, "on": day_data(act.day), "at": at, "seq": entry.seq, "entry": entry.id}


def _deadline(deadline: Deadline | None, reading: Reading | None = None) -> Data | None:
    """`clause`: where the contract does not say by when, from where the time comes ("local practice")."""
    if deadline is None:
        return None
    clause = list(reading.clause) if reading else []
    return {"due": day_data(deadline.due), "worked_out": said_data(deadline.worked_out), "clause": clause}


def _ruled(ruled: MinutesTerms, withheld: Reading | None) -> Data:
    """What the terms say of minutes; `reading`: what is held on withholding, where they do not say what follows from it."""
    return {
        "clause": list(ruled.clause),
        "by": ruled.by,
        "answer_by": ruled.answer_by,
        "silence": ruled.silence,
        "keep_both": ruled.if_withheld == "keep both texts",
        "reading": {"unclear": withheld.unclear, "chosen": withheld.chosen, "clause": list(withheld.clause)} if withheld else None,
    }


def methods_of(terms: Terms) -> list[str]:
    """The ways of sending that make a difference to when something counts as received."""
    if "notice clause" not in terms.receipt or terms.notices is None:
        return []
    return [way for way in terms.notices.received if way != "any"]


def _receipt(story: Story) -> Data:
    said = story.acknowledged
    return {
        "on": day_data(story.received_on),
        "how": None if story.how is None else said_data(story.how),
        "comes_on": day_data(story.counts_from),
        "said": None if said is None else {**_act(said), "text": str(words_of(said.entry).get("text", ""))},
    }


def _clock(review: Review, story: Story) -> list[Data]:
    if story.ruled is None or story.received_on is None or story.answer_due is None:
        return []
    terms = review.timeline.on(story.received_on, story.received_on)
    days = clock_days(terms, story.ruled.answer_due, story.received_on, story.answer_due.due)
    return [{"day": day_data(one.day), "n": one.n} for one in days]


def _answer(act: Act | None) -> Data | None:
    if act is None:
        return None
    words = words_of(act.entry)
    items = dict(other_words(act.entry))
    return {
        **_act(act),
        "answer": act.event.answer,
        "items": {key: items.get(key, "") for key in dict.fromkeys([*act.event.items, *items])},
        "text": str(words.get("text") or words.get("note") or ""),
        "erased": is_erased(act.entry),
    }


def _remarks(story: Story) -> list[Data]:
    """Every remark with the version it was made on; `open`: other words that nobody of the other side has answered."""
    found: list[Data] = []
    for act in story.remarks:
        words = words_of(act.entry)
        before = [sent for sent in story.versions if (sent.day, sent.order) < (act.day, act.order)]
        one: dict[str, Any] = {
            **_act(act),
            "item": act.event.item,
            "version": before[-1].event.version if before else 0,
            "text": str(words.get("text", "")),
            "instead": str(words.get("instead", "")),
            "erased": is_erased(act.entry),
            "open": False,
        }
        for other in found:
            if other["item"] == one["item"] and other["side"] != one["side"]:
                other["open"] = False
        one["open"] = bool(one["instead"]) and before == list(story.versions)
        found.append(one)
    return found


def _final(story: Story) -> Data | None:
    act = story.final
    if act is None:
        return None
    kept = text_data(text_of(act.entry))
    return {**_act(act), "hash": act.event.text_hash, "checked": checked(act.entry, act.event.text_hash), "text": kept}
