"""What the two sides wrote to each other about something, with what was answered; and one message."""

from __future__ import annotations

from collections.abc import Callable

from tenor.base.said_data import said_data
from tenor.base.wording import Said
from tenor.desk.pages.view import Data, View
from tenor.review.about import namer, parted, things
from tenor.review.messages import Answer, Message, messages
from tenor.review.offered import offered


def make(view: View) -> Data:
    """{"messages": newest first, "things": what one can write about}; of one (`view.what`): {"message", "offers"}. LookupError where
    there is none of that id."""
    name = namer(view.review)
    found = messages(view.review)
    if view.what:
        one = next((each for each in found if each.id == view.what), None)
        if one is None:
            raise LookupError(view.what)
        return {"message": _message(one, name), "offers": offered(view.review, "message", one.id)}
    about = [one for one in things(view.review) if one.seen_by == "both" and one.kind != "message"]
    return {
        "messages": [_message(one, name) for one in reversed(found)],
        "things": [{"about": one.about, "name": said_data(one.name)} for one in about],
    }


def _message(one: Message, name: Callable[[str], Said]) -> Data:
    kind, id = parted(one.about)
    return {
        "id": one.id,
        "about": one.about,
        "about_kind": kind,
        "about_id": id,
        "about_name": said_data(name(one.about)) if one.about else None,
        "answered": one.answer is not None,
        "erased": one.erased,
        **_written(one),
        "answer": None if one.answer is None else _written(one.answer),
    }


def _written(one: Message | Answer) -> Data:
    at = one.moment.isoformat() if one.moment is not None else one.on.isoformat()
    return {"by": one.by, "side": one.side, "on": one.on.isoformat(), "at": at, "text": one.text}
