"""The page of minutes in the shapes that its template draws: items with remarks, the clock, what may be done."""

from __future__ import annotations

from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from tenor.base.said_data import said_of
from tenor.base.wording import Said
from tenor.desk.visible import Place
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day, moment, short_day
from tenor.web.role_words import who
from tenor.web.views.minutes_words import WAITS_FOR, label_of, sides_of

Data = dict[str, Any]
SHORT = 3  # signs
SIMILAR = 0.5  # from which share of words two texts are compared word by word
# act -> the address where it is done
DOORS = {
    "minutes-sent": "minutes-write",
    "minutes-received": "minutes-received",
    "minutes-answered": "minutes-answer",
    "minutes-issued": "minutes-issue",
    "minutes-commented": "minutes-comment",
}


class People:
    """Who somebody is, for this reader: by name where there is an account, else by side."""

    def __init__(self, place: Place, names: dict[str, str]) -> None:
        self._place, self._names, self._sides = place, names, sides_of(place)

    def who(self, act: Data) -> str:
        return self._names.get(act["by"]) or self.side(act)

    def side(self, act: Data) -> str:
        return self._sides.get(act["side"], "")

    def owner(self, owner: str) -> str:
        """Of an action: a side or its manager by name, else the role as it was written."""
        return who(owner, self._place.contract)


def clock_of(data: Data, today: date) -> list[Data]:
    """The numbered days, with what is over, today and the last one marked."""
    if data["state"] != "received" or not data["clock"]:
        return []
    last = data["clock"][-1]["day"]
    return [{**one, "kind": _kind(one, today.isoformat(), last), "note": _note(one, today.isoformat(), last)} for one in data["clock"]]


def _kind(one: Data, today: str, last: str) -> str:
    if not one["n"]:
        return "skip"
    if one["day"] == today:
        return "today"
    return "used" if one["day"] < today else "last" if one["day"] == last else ""


def _note(one: Data, today: str, last: str) -> str:
    if not one["n"]:
        return _("holiday")
    if one["day"] == last:
        return _("today, last day") if one["day"] == today else _("last day")
    return _("today") if one["day"] == today else ""


def day_of_clock(data: Data, today: date) -> tuple[int, int]:
    """(how many days have begun, how many there are)."""
    begun = [one["n"] for one in data["clock"] if one["n"] and one["day"] <= today.isoformat()]
    return (begun[-1] if begun else 0), max((one["n"] for one in data["clock"]), default=0)


def receipt_line(data: Data, people: People) -> str:
    """When they arrived and how that is known."""
    receipt = data["receipt"]
    if receipt["on"] is None:
        return ""
    said = receipt["said"]
    if said is None or said["on"] != receipt["on"]:
        return _("Received %(day)s, by the notice clause.") % {"day": full_day(receipt["on"])}
    return _("Received %(day)s: %(who)s said so on %(at)s.") % {
        "day": full_day(receipt["on"]),
        "who": people.who(said),
        "at": moment(said["at"]),
    }


def worked_out(deadline: Data | None) -> Said | None:
    return said_of(deadline["worked_out"]) if deadline else None


# --- items -------------------------------------------------------------------------------------------------------


def items_of(place: Place, data: Data, people: People, open_to: frozenset[str]) -> list[Data]:
    """Each item with its words, the supplier's beside where it withholds, and the remarks made on it."""
    shown = data["final"]["text"] if _final_is_kept(data) else data["text"]
    others = {} if _final_is_kept(data) else (data["answer"] or {}).get("items", {})
    items = [_item(place, data, people, each, others.get(each["key"], each["other"]), open_to) for each in shown["items"]]
    known = {each["key"] for each in shown["items"]}
    strange = {key: words for key, words in others.items() if key not in known}  # of a text that has no such item
    return items + [_item(place, data, people, _gone(key), words, open_to) for key, words in strange.items()]


def _final_is_kept(data: Data) -> bool:
    return data["final"] is not None and bool(data["final"]["text"]["items"])


def _gone(key: str) -> Data:
    return {"key": key, "n": key, "title": "", "text": "", "other": ""}


def _item(place: Place, data: Data, people: People, item: Data, other: str, open_to: frozenset[str]) -> Data:
    item = {**item, "other": other}
    withheld = bool(other) or item["key"] in ((data["answer"] or {}).get("items") or {})
    remarks = [remark_of(place, data, people, one, item, open_to) for one in data["remarks"] if one["item"] == item["key"]]
    sent = data["versions"][-1] if data["versions"] else None
    pair = []
    if other:
        answered = data["answer"] or {}
        note = _("as sent on %(day)s") % {"day": full_day(sent["on"])} if sent else ""
        theirs = _("with the answer of %(day)s") % {"day": full_day(answered["on"])} if answered else ""
        pair = [
            {"title": sides_of(place)["buyer"], "note": note, "text": item["text"]},
            {"title": sides_of(place)["supplier"], "note": theirs, "text": other, "marked": new_words(item["text"], other)},
        ]
    beside = any(one["pair"] for one in remarks)
    asked = any(one["open"] for one in remarks)
    return {**item, "withheld": withheld, "pair": pair, "remarks": remarks, "asked": asked, "text_is_beside": beside}


def new_words(ours: str, theirs: str) -> list[str]:
    """The phrases of theirs that ours has not, to be marked; of very different texts none, for then all of it is new."""
    here, there = ours.split(), theirs.split()
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    if matcher.ratio() < SIMILAR:
        return []
    found = [" ".join(there[start:end]) for way, _a, _b, start, end in matcher.get_opcodes() if way in ("insert", "replace")]
    return [phrase for phrase in found if len(phrase) > SHORT and theirs.count(phrase) == 1]  # a short one stands in other words too


def remark_of(place: Place, data: Data, people: People, one: Data, item: Data | None, open_to: frozenset[str]) -> Data:
    """A remark; with other words, the two beside each other and what can be done with them."""
    meeting = data["meeting"]
    pair = []
    if one["instead"] and item is not None and one["instead"] != item["other"]:
        pair = [
            {"title": _("As it stands"), "note": "", "text": item["text"]},
            {
                "title": _("%(who)s asks for") % {"who": people.who(one)},
                "note": moment(one["at"]),
                "text": one["instead"],
                "marked": new_words(item["text"], one["instead"]),
            },
        ]
    theirs = one["open"] and one["side"] != place.side
    return {
        **one,
        "who": people.who(one),
        "side_name": people.side(one),
        "pair": pair,
        "take_href": contract_address(place, "minutes-write", meeting, take=one["entry"]) if theirs and "minutes-sent" in open_to else "",
        "keep_href": contract_address(place, "minutes-comment", meeting, item=one["item"])
        if theirs and "minutes-commented" in open_to and "minutes-sent" in open_to
        else "",
        "old": one["version"] != data["version"],
    }


def actions_of(data: Data, people: People, today: date) -> list[Data]:
    """The actions as the text has them; of a text without any, as they were agreed at the meeting."""
    kept = (data["final"] or {}).get("text", {}).get("actions") or data["text"]["actions"] or data["actions"]
    return [
        {**each, "owner": people.owner(each.get("owner", "")), "by": short_day(each["by"], today) if each.get("by") else ""}
        for each in kept
    ]


# --- what may be done --------------------------------------------------------------------------------------------


def acts_of(place: Place, data: Data, *, in_hand: bool) -> list[Data]:
    """The controls of this person, the one that is waited for first."""
    open_to = offers(place, data["offers"])
    waited = WAITS_FOR.get(data["state"], "")
    order = [act for act in (waited, *DOORS) if act in open_to]
    return [
        {
            "act": act,
            "label": label_of(act, place, data, in_hand=in_hand),
            "href": contract_address(place, DOORS[act], data["meeting"]),
            "main": act == waited,
        }
        for act in dict.fromkeys(order)
    ]


def ends_of(place: Place, data: Data, today: date) -> list[Data]:
    """How it can end, while it has not: each way with what then holds."""
    if data["ruled"] is None or data["state"] not in ("sent, receipt unknown", "received"):
        return []
    sides, due = sides_of(place), data["answer_due"]
    both = data["ruled"]["keep_both"]
    found = [
        {"title": _("Approved"), "line": _("by %(supplier)s: the final text is issued") % sides},
        {"title": _("Withheld on an item"), "line": _("final, both texts kept") if both else _("not final until both agree")},
    ]
    if data["ruled"]["silence"] == "agreed":
        by = _("No answer by %(day)s") % {"day": short_day(due["due"], today)} if due else _("No answer")
        then = _("taken as agreed from %(day)s") % {"day": short_day(data["lapses_on"], today)} if due else ""
        never = _("never while nobody knows that they arrived")
        found.append({"title": by, "line": f"{then}; {never}" if then else never})
    return [{**each, "n": n} for n, each in enumerate(found, 1)]
