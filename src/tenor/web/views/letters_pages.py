"""What the pages of one formal letter are given: while it is written, and once it went out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tenor.desk import clock
from tenor.desk.actions.letter_draft import LetterDraft
from tenor.desk.actions.letters import frame_data
from tenor.desk.lookups.history import names_of
from tenor.desk.lookups.letters import OpenLetter, approvers
from tenor.desk.visible import Place
from tenor.documents.notice_text import capital, lacking
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.views.letters_cure import cure_shown
from tenor.web.views.letters_forms import LetterForm
from tenor.web.views.letters_shown import (
    blocks_of_words,
    finding,
    labelled,
    letter_blocks,
    name_of,
    parts_of,
    since,
    watch_strip,
    way,
)

Data = dict[str, Any]


def options_of(data: Data, draft: LetterDraft) -> list[dict[str, str]]:
    """What the letter can name: what the record has now, and what was chosen before."""
    now = [{str(name): str(text) for name, text in one.items()} for one in data["evidence"]]
    known = {one["key"] for one in now} | {one["what"] for one in now}
    return [*now, *(dict(one) for one in draft.chosen if one["key"] not in known and one.get("what", "") not in known)]


def writing_context(place: Place, opened: OpenLetter, form: LetterForm) -> Data:
    """The workspace: what is written, what is lacking, who comes next."""
    draft, data, record = opened.draft, opened.data, opened.record
    assert draft is not None
    names = names_of(place.contract)
    parts = parts_of(data, draft.written)
    second = approvers(place, opened.writers)
    number = record["number"] if record else data["before"] + 1
    complete = not lacking(frame_data(data), draft.written)
    return {
        **_shared(place, data),
        "title": _title(name_of(data["name"], number), opened.state),
        "lead": _lead(opened, parts, _one(second), names),
        "opened": opened,
        "parts": parts,
        "fields": form.part_fields,
        "form": form,
        "steps": _way(place, opened, names, second),
        "letter": letter_blocks(data, draft.written),
        "complete": complete,
        "approver": _one(second),
        "nobody": not second,
        "may_write": place.actor.may("issue a notice"),
        "is_writer": place.actor.by in opened.writers,
        "offered": offers(place, record["offers"]) if record and not opened.changed else frozenset(),
        "sent_back": _back(record, names),
        "advice": _advice(record, names),
        "needs_advice": bool(data["under"]) and not _advised(record),
    }


def _title(name: str, state: str) -> str:
    said = {
        "write": _("%(name)s: draft"),
        "approve": _("%(name)s: waits for approval"),
        "issue": _("%(name)s: approved, not issued"),
    }
    return said[state] % {"name": name}


def _lead(opened: OpenLetter, parts: list[Data], approver: str, names: dict[str, str]) -> str:
    record = opened.record
    if opened.state == "approve" and record:
        asked = {"who": names.get(record["drafted"]["by"], ""), "day": full_day(record["drafted"]["on"])}
        return _("%(who)s asked on %(day)s. Any change of the words means asking again.") % asked
    if opened.state == "issue" and record:
        done = {"who": names.get(record["approved"]["by"], ""), "day": full_day(record["approved"]["on"])}
        return _("%(who)s approved these words on %(day)s. Any change means asking again.") % done
    if opened.changed:
        return _("The words have changed since they were asked about. Ask again.") + " " + finding(parts, approver)
    return finding(parts, approver)


def _way(place: Place, opened: OpenLetter, names: dict[str, str], second: list[str]) -> list[Data]:
    record, at = opened.record, {"write": 0, "approve": 1, "issue": 2, "received": 3, "done": 4}[opened.state]
    approved = record["approved"] if record and opened.state not in ("write", "approve") else None
    asked = record["drafted"] if record and opened.state == "approve" else None
    written = since(opened.draft) or (names.get(record["drafted"]["by"], "") if record and record["drafted"] else "")
    second_note = _("asked on %(day)s") % {"day": full_day(asked["on"])} if asked else _not_asked(second)
    if record and record["issued"]:  # who wrote and approved is the council's own business
        written, second_note = written or place.contract.organisation.name, _("a second person")
    notes = (
        written,
        _acted(approved, names) or second_note,
        _acted(record["issued"], names) if record and record["issued"] else _("to %(who)s") % {"who": place.contract.supplier_name},
        _received(record),
    )
    return way(at, notes)


def _not_asked(second: list[str]) -> str:
    return _("%(who)s, not asked yet") % {"who": _one(second)} if second else _("nobody can be asked yet")


def _one(second: list[str]) -> str:
    """The one who can be asked, or the role where there are several."""
    return second[0] if len(second) == 1 else _("the head of service") if second else ""


def _acted(act: Data | None, names: dict[str, str]) -> str:
    if act is None:
        return ""
    who = names.get(act["by"], "")
    return _("%(who)s, %(day)s") % {"who": who, "day": full_day(act["on"])} if who else full_day(act["on"])


def _received(record: Data | None) -> str:
    notice = record["notice"] if record else None
    return full_day(notice["received_on"]) if notice and notice["received_on"] else _("starts the clocks")


def _back(record: Data | None, names: dict[str, str]) -> Data | None:
    """Why it came back, while it has not been asked about again."""
    if record is None or record["state"] != "sent back" or not record["sent_back"]:
        return None
    act = record["sent_back"][-1]
    return {"who": names.get(act["by"], ""), "on": act["on"], "text": act["words"].get("reason", ""), "erased": act["erased"]}


def _advice(record: Data | None, names: dict[str, str]) -> list[Data]:
    return [
        {"who": names.get(act["by"], ""), "on": act["on"], "text": act["words"].get("text", ""), "erased": act["erased"]}
        for act in (record["advised"] if record else ())
    ]


def _advised(record: Data | None) -> bool:
    """Whether legal looked at the words that are asked about."""
    drafted = record["drafted"] if record else None
    return drafted is not None and record is not None and any(act["hash"] == drafted["hash"] for act in record["advised"])


# --- once it went out --------------------------------------------------------------------------------------------


def issued_context(place: Place, opened: OpenLetter) -> Data:
    """What went out, locked; what is watched; what followed; what can still be done."""
    record = opened.record
    assert record is not None
    names, issued, notice = names_of(place.contract), record["issued"], record["notice"]
    return {
        **_shared(place, opened.data),
        "title": f"{name_of(record['step'], record['number'])}: {_state(notice)}",
        "record": record,
        "issued": issued,
        "notice": notice,
        "parts": labelled({"words": issued["words"], "must_state": record["must_state"]}),
        "letter": blocks_of_words(issued["words"]),
        "by_name": names.get(issued["by"], ""),
        "approved_by": names.get(record["approved"]["by"], "") if record["approved"] else "",
        "received_by": names.get(notice["receipt"]["by"], "") if notice["receipt"] else "",
        "steps": _way(place, opened, names, []),
        "watch": watch_strip(place, notice["watch"], record["levels"], clock.today()),
        "followed": [_followed(place, each) for each in notice["followed"]],
        "letters": [{**each, "href": contract_address(place, "letter", each["id"])} for each in notice["life"]["letters"]],
        "offered": offers(place, record["offers"]),
        "cure": cure_shown(place, record["cure"]),
        "ours": place.side == "buyer",
        "starts": [] if notice["received_on"] or not opened.data else opened.data["starts"],
        "clauses_href": contract_address(place, "documents"),
        "advice": _advice(record, names),
        "is_intention": bool(record["under"]),
        "termination_href": contract_address(place, "termination"),
    }


def _state(notice: Data) -> str:
    return {
        "issued, receipt unknown": _("issued, not known to be received"),
        "watching": _("in force, under watch"),
        "in force": _("in force"),
        "closed": _("closed"),
        "withdrawn": _("withdrawn"),
    }[notice["state"]]


def _followed(place: Place, one: Data) -> Data:
    name = "plan" if one["kind"] == "plan" else "why-step"
    return {**one, "name": capital(one["name"]), "href": contract_address(place, name, one["id"])}


def _shared(place: Place, data: Data) -> Data:
    return {
        "data": data,
        "levels": data.get("levels", []),
        "plans_href": contract_address(place, "plans"),
        "clauses_href": contract_address(place, "documents"),
    }
