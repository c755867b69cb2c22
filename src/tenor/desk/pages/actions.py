"""Actions in one list, wherever they come from; and one of them with its history. Days only: how late is said when it is read."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.view import Data, View
from tenor.review.about import namer, parted, things
from tenor.review.actions import Action, Happened, actions
from tenor.review.offered import offered

SOURCES = (
    "meeting",
    "plan",
    "audit",
    "finding",
    "risk",
    "failure",
    "notice",
    "training",
    "capacity problem",
    "message",
    "information request",
)


def make(view: View) -> Data:
    """{"actions": in the order agreed, "owners": roles to choose from, "things": what a new one may come from}; of one (`view.what`):
    {"action", "offers"}. LookupError where there is none of that id."""
    found = actions(view.review)
    name = namer(view.review)
    if view.what:
        one = next((each for each in found if each.id == view.what and not each.plan), None)
        if one is None:
            raise LookupError(view.what)
        told = [_happened(each) for each in one.history]
        return {"action": _line(one, name(one.source)) | {"history": told}, "offers": offered(view.review, "action", one.id)}
    own = [one for one in things(view.review) if one.kind in SOURCES and one.seen_by == "both"]
    return {
        "actions": [_line(one, name(one.source)) for one in found],
        "owners": _owners(view, found),
        "things": [{"about": one.about, "name": said_data(one.name)} for one in own],
    }


def _line(one: Action, name: object) -> Data:
    kind, id = parted(one.source)
    return {
        "id": one.id,
        "text": one.text,
        "erased": one.erased,
        "owner": one.owner,
        "side": one.side,
        "agreed_on": one.agreed_on.isoformat(),
        "due": day_data(one.due),
        "source": one.source,
        "source_kind": kind,
        "source_id": id,
        "source_name": said_data(name) if one.source else None,  # type: ignore[arg-type]
        "state": one.state,
        "done_on": day_data(one.done_on),
        "moved": one.moved,
        "plan": one.plan,
    }


def _happened(one: Happened) -> Data:
    at = one.moment.isoformat() if one.moment is not None else one.on.isoformat()
    return {"what": one.what, "at": at, "by": one.by, "side": one.side, "due": day_data(one.due), "text": one.text}


def _owners(view: View, found: tuple[Action, ...]) -> list[str]:
    """Roles that the terms or an earlier action name, each side as a whole last."""
    terms = view.review.terms
    named = [contact.role for contact in terms.contacts if contact.role]
    for meeting in terms.meetings:
        named += [*meeting.must_attend, *meeting.invited]
    named += [one.owner for one in found if not one.plan]
    return list(dict.fromkeys([*(role for role in named if role not in ("", "buyer", "supplier")), "buyer", "supplier"]))
