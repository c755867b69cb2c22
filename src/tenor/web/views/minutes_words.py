"""What the page of minutes says in each state: the finding, what follows, and whose turn it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.desk.visible import Place
from tenor.web.parts.day import full_day, short_day

Data = dict[str, Any]

# the act that a state waits for: its button is the filled one, where it is offered
WAITS_FOR = {
    "to be sent": "minutes-sent",
    "sent, receipt unknown": "minutes-received",
    "received": "minutes-answered",
    "approved": "minutes-issued",
    "deemed agreed": "minutes-issued",
    "withheld": "minutes-issued",
}


def sides_of(place: Place) -> dict[str, str]:
    """The sides by the names people know them by."""
    return {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}


def finding(data: Data) -> str:
    """The heading."""
    n = _withheld(data)
    return {
        "to be sent": _("Minutes of %(day)s: not sent yet"),
        "sent, receipt unknown": _("Minutes of %(day)s: nobody has said that they arrived"),
        "received": _("Minutes of %(day)s: waiting for an answer"),
        "approved": _("Minutes of %(day)s: approved"),
        "withheld": ngettext(
            "Minutes of %(day)s: approval is withheld on %(n)s item", "Minutes of %(day)s: approval is withheld on %(n)s items", n
        ),
        "deemed agreed": _("Minutes of %(day)s: deemed agreed"),
        "final": _("Minutes of %(day)s: final"),
    }[data["state"]] % {"day": full_day(data["held"]["on"]), "n": n}


def state_of(state: str) -> str:
    """A state in a word or two, for lists."""
    return {
        "sent, receipt unknown": _("sent, not known to have arrived"),
        "received": _("waiting for an answer"),
        "approved": _("approved"),
        "withheld": _("approval withheld"),
        "deemed agreed": _("deemed agreed"),
        "final": _("final"),
    }.get(state, state)


def _withheld(data: Data) -> int:
    return len(data["answer"]["items"]) if data["answer"] else 0


def lines_of(place: Place, data: Data, today: str) -> list[str]:
    """The lead: where it stands and what happens next, in sentences that are true on every day of the state."""
    sides = sides_of(place)
    known = {
        "supplier": sides["supplier"],
        "sent": _day(data["versions"][-1]["on"], today) if data["versions"] else "",
        "due": _day(data["answer_due"]["due"], today) if data["answer_due"] else "",
        "lapses": _day(data["lapses_on"], today),
        "comes": _day(data["receipt"]["comes_on"], today),
        "answered": _day(data["answer"]["on"], today) if data["answer"] else "",
        "agreed": _day(data["agreed_on"], today),
        "final": _day(data["final_due"]["due"], today) if data["final_due"] else "",
        "issued": _day(data["final"]["on"], today) if data["final"] else "",
        "send": _day(data["send"]["due"], today) if data["send"] else "",
    }
    over = data["answer_due"] is not None and data["answer_due"]["due"] < today
    return [line % known for line in _LINES[data["state"]]({**data, "over": over})]


def _day(text: str | None, today: str) -> str:
    return short_day(text, date.fromisoformat(today)) if text else ""


def practice(data: Data) -> list[str]:
    """From where the time told in the lead comes, where the contract itself sets none."""
    due = {"to be sent": data["send"], "approved": data["final_due"], "deemed agreed": data["final_due"], "withheld": data["final_due"]}
    told = due.get(data["state"])
    return list(told["clause"]) if told else []


def _to_be_sent(data: Data) -> list[str]:
    if data["ruled"] is None:
        return [_("The contract asks for no minutes of this meeting. They can be kept all the same.")]
    if data["send"]:
        return [_("They go to everybody who attended, by %(send)s.")]
    return [_("They go to everybody who attended. The contract does not say by when.")]


def _unknown(data: Data) -> list[str]:
    if data["ruled"] is None:
        return [_("Sent on %(sent)s. The contract sets no time for an answer to these minutes, and silence agrees to nothing.")]
    if data["receipt"]["comes_on"]:
        return [_("Sent on %(sent)s. By the notice clause they count as received on %(comes)s, or earlier if somebody says so.")]
    never = _("Sent on %(sent)s. Nobody has said when they arrived, so no clock runs.")
    return [never, _("However long it lasts, they are never taken as agreed while this is not known.")]


def _received(data: Data) -> list[str]:
    if data["ruled"] is None:
        return [_("%(supplier)s has them. The contract sets no time for an answer, and silence agrees to nothing.")]
    if data["answer_due"] is None:
        return [_("%(supplier)s has them. The contract does not say by when an answer is due.")]
    if data["ruled"]["silence"] != "agreed":
        if data["over"]:
            return [_("%(supplier)s was to answer by the end of %(due)s and has not. Silence agrees to nothing.")]
        return [_("%(supplier)s has until the end of %(due)s to approve or withhold. Silence agrees to nothing.")]
    last = _("%(supplier)s has until the end of %(due)s to approve or withhold.")
    return [last, _("If no answer comes by then, the minutes are taken as agreed from %(lapses)s.")]


def _approved(data: Data) -> list[str]:
    return [_("%(supplier)s approved them on %(answered)s."), *_to_issue(data)]


def _withheld_lines(data: Data) -> list[str]:
    said = _("%(supplier)s withheld approval on %(answered)s and asks for other words.")
    if data["ruled"] is not None and not data["ruled"]["keep_both"]:
        return [said, _("By this contract they are final only once both sides agree.")]
    return [said, _("The final version keeps both texts, side by side."), *_to_issue(data)]


def _deemed(data: Data) -> list[str]:
    return [_("No answer came by the end of %(due)s, so they are taken as agreed."), *_to_issue(data)]


def _to_issue(data: Data) -> list[str]:
    return [_("The final text is to be issued by %(final)s.")] if data["final_due"] else [_("The final text is still to be issued.")]


def _final(data: Data) -> list[str]:
    return [_("Issued on %(issued)s and locked. A correction belongs in the minutes of the next meeting.")]


_LINES = {
    "to be sent": _to_be_sent,
    "sent, receipt unknown": _unknown,
    "received": _received,
    "approved": _approved,
    "withheld": _withheld_lines,
    "deemed agreed": _deemed,
    "final": _final,
}


def whose_turn(place: Place, data: Data) -> str:
    """Who does what comes next, for those who do not."""
    sides = sides_of(place)
    return {
        "to be sent": _("The contract manager of %(buyer)s writes and sends them."),
        "sent, receipt unknown": _(
            "The contract manager of %(supplier)s says when they arrived; the one of %(buyer)s may, with how it is known."
        ),
        "received": _("Only the contract manager of %(supplier)s answers. Comments of others stop no clock."),
        "approved": _("The contract manager of %(buyer)s issues the final text."),
        "withheld": _("The contract manager of %(buyer)s issues the final text, or sends a new version."),
        "deemed agreed": _("The contract manager of %(buyer)s issues the final text."),
        "final": "",
    }[data["state"]] % sides


def label_of(act: str, place: Place, data: Data, *, in_hand: bool) -> str:
    """What the control of an act says."""
    state = data["state"]
    if act == "minutes-sent":
        first = _("Go on writing") if in_hand else _("Write the minutes")
        return first if state == "to be sent" else _("Go on with the new version") if in_hand else _("Write a new version")
    if act == "minutes-received":
        earlier = data["receipt"]["on"] is not None
        if earlier:
            return _("Say that they came earlier")
        return _("Say that they arrived") if place.side == "supplier" else _("Say when they arrived")
    if act == "minutes-answered":
        return {"deemed agreed": _("Say what you think of them"), "withheld": _("Change your answer")}.get(state, _("Approve, or withhold"))
    return {"minutes-commented": _("Comment, or ask for other words"), "minutes-issued": _("Look at the final text")}[act]


def settled_line(settled: Data | None, place: Place) -> str:
    """How a final text came to be final, as it is written into it."""
    if not settled:
        return ""
    values = {**sides_of(place), "on": full_day(settled.get("on"))}
    return {
        "approved": _("Approved by %(supplier)s on %(on)s."),
        "deemed agreed": _("No answer came by the end of %(on)s: taken as agreed."),
        "withheld": _("%(supplier)s withheld approval on %(on)s. Both texts are kept."),
    }.get(settled.get("how", ""), "") % values


def checked_line(checked: str) -> tuple[str, str]:
    """What came of comparing the text kept with its hash: (words, kind of tag)."""
    return {
        "unchanged": (_("checked: unchanged"), "done"),
        "changed": (_("checked: this is not the text that was locked"), "late"),
        "erased": (_("the words were erased, so there is nothing to check"), "open"),
        "no text": (_("no text was kept with it, so nothing can be checked"), "open"),
        "no hash": (_("issued without a hash, so nothing can be checked"), "open"),
    }[checked]
