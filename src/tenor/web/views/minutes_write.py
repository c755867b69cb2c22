"""Writing minutes: the first text is there; what is typed is kept for the writer's side until it is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.minutes import MOST_ITEMS, send_minutes
from tenor.desk.actions.minutes_draft import InHand, find_minutes, forget_minutes, keep_minutes
from tenor.desk.lookups.history import names_of
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.review.minutes_text import Item
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.role_words import who_line
from tenor.web.views import minutes_shown as shown
from tenor.web.views import minutes_words as words
from tenor.web.views.minutes import find_data, frame_of
from tenor.web.views.minutes_forms import WriteForm

Data = dict[str, Any]
OWN = re.compile(r"x[0-9]{1,3}")


@on_contract("issue minutes")
def write(request: HttpRequest, place: Place, meeting: str) -> HttpResponse:
    """The boxes. A GET shows what is in hand, else the first text; a POST keeps what was typed, and then does what was pressed."""
    data = find_data(place, meeting)
    first = page_on(place.contract, place.actor.side, f"minutes-first:{meeting}")
    hand = _in_hand(place, data)
    if "minutes-sent" not in offers(place, data["offers"]):
        return show(request, "minutes/closed.html", place, **_frame(place, data, None, first))
    if request.method == "POST":
        return _posted(request, place, data, first)
    body = _begun(place, data, first, hand)
    taken = request.GET.get("take", "")
    body = _with_theirs(data, body, taken) if taken else body
    rows = _rows(first, body)
    form = WriteForm(initial=_initial(body, rows, data, hand), rows=rows, methods=first["methods"])
    return show(request, "minutes/write.html", place, **_frame(place, data, hand, first), form=form, taken=taken)


def _in_hand(place: Place, data: Data) -> InHand | None:
    """What this side has in hand, if it was begun after the version that was sent last."""
    hand = find_minutes(place, data["meeting"])
    return hand if hand is not None and hand.follows == data["version"] else None


def _begun(place: Place, data: Data, first: Data, hand: InHand | None) -> Data:
    """Where the writing begins: what is in hand, else what was sent last, else the first text."""
    if hand is not None:
        return hand.body
    if data["versions"] and data["text"]["items"] and not data["text"]["whole"]:
        sent = data["text"]
        items = [{"key": one["key"], "title": one["title"], "text": one["text"]} for one in sent["items"]]
        return {"items": items, "present": "\n".join(sent["present"]), "apologies": sent["apologies"]}
    items = [{"key": one["key"], "title": one["title"], "text": one["text"], "nothing": one["nothing"]} for one in first["items"]]
    if data["text"]["whole"]:
        items = [{"key": items[0]["key"], "title": items[0]["title"], "text": data["text"]["items"][0]["text"]}, *items[1:]]
    present = "\n".join(who_line(line, place.contract) for line in first["present"])
    apologies = "; ".join(who_line(line, place.contract) for line in first["apologies"].split("; ") if line)
    return {"items": items, "present": present, "apologies": apologies}


def _with_theirs(data: Data, body: Data, entry: str) -> Data:
    """With the words that somebody asked for in the place of ours."""
    asked = next((one for one in data["remarks"] if one["entry"] == entry and one["instead"]), None)
    if asked is None:
        return body
    items = [{**one, "text": asked["instead"], "nothing": False} if one["key"] == asked["item"] else one for one in body["items"]]
    return {**body, "items": items}


def _rows(first: Data, body: Data) -> list[Data]:
    """The items in order: those of the agenda, which stay, and the writer's own."""
    known = {one["key"]: one for one in first["items"] if one["must"]}
    given = {one["key"]: one for one in body["items"]}
    rows = [{**one, "own": False} for one in known.values()]
    return rows + [{"key": key, "title": one.get("title", ""), "asked": "", "own": True} for key, one in given.items() if key not in known]


def _initial(body: Data, rows: list[Data], data: Data, hand: InHand | None) -> Data:
    """What the boxes hold at first."""
    given = {one["key"]: one for one in body["items"]}
    found: Data = {name: body.get(name, "") for name in ("present", "apologies", "method")}
    for n, row in enumerate(rows, 1):
        one = given.get(row["key"], {})
        found |= {f"title_{n}": row["title"], f"text_{n}": one.get("text", ""), f"nothing_{n}": bool(one.get("nothing"))}
    return found | {"draft": hand.turn if hand else 0, "version": data["version"] + 1}


# --- what is pressed ---------------------------------------------------------------------------------------------


def _posted(request: HttpRequest, place: Place, data: Data, first: Data) -> HttpResponse:
    """Keep what was typed first, so that nothing can be lost; then do what was asked."""
    meeting, post = data["meeting"], request.POST
    if "drop" in post:
        forget_minutes(place, meeting)
        messages.success(request, _("What was in hand is dropped."))
        return redirect("minutes", place.contract.pk, meeting)
    body = _typed(post, first)
    if "add" in post:
        body["items"].append({"key": _next_own(body), "title": "", "text": ""})
    kept = keep_minutes(place, meeting, {**body, "follows": data["version"]}, turn=_number(post, "draft"))
    if kept is None:
        return _others(request, place, data, first, body)
    address = contract_address(place, "minutes-write", meeting)
    if "add" in post:
        return redirect(f"{address}#own")
    if "save" in post:
        messages.success(request, _("Kept. Only your side sees it until it is sent."))
        return redirect(contract_address(place, "minutes", meeting))
    return _send(request, place, data, first, body, kept)


def _send(request: HttpRequest, place: Place, data: Data, first: Data, body: Data, kept: InHand) -> HttpResponse:
    form = WriteForm(_again(request.POST, kept), rows=_rows(first, body), methods=first["methods"])
    if form.is_valid():
        given = form.cleaned_data
        items = [Item(key=one["key"], title=one.get("title", ""), text=_said(one)) for one in body["items"]]
        done = send_minutes(
            place,
            data["meeting"],
            items=items,
            present=given["present"].splitlines(),
            apologies=given["apologies"],
            method=given.get("method", ""),
            version=given["version"] or 0,
            turn=given["turn"] or uuid4(),
        )
        if done.entries:
            counts = find_data(place, data["meeting"])["version"] == given["version"]
            late = _("Sent. It is past the hour at which a day ends in this contract: they count as sent on the next working day.")
            messages.success(request, _("Sent. %(supplier)s sees them now.") % words.sides_of(place) if counts else late)
            return redirect("minutes", place.contract.pk, data["meeting"])
        _attach(form, done.problems)
    return show(request, "minutes/write.html", place, status=422, **_frame(place, data, kept, first), form=form)


def _attach(form: WriteForm, problems: tuple[Problem, ...]) -> None:
    """Each problem beside the box of its item."""
    boxes = {row["title"]: f"text_{n}" for n, row in enumerate(form.rows, 1) if row["title"]}
    for one in problems:
        where = boxes.get(str(one.said.values.get("item", "")))
        form.attach([one], {one.code: where} if where else {"minutes-present-missing": "present", "minutes-method-unknown": "method"})


def _others(request: HttpRequest, place: Place, data: Data, first: Data, body: Data) -> HttpResponse:
    """Somebody of the same side kept these minutes since the page was drawn: theirs stand beside, and the next press keeps ours."""
    hand = find_minutes(place, data["meeting"])
    if hand is None:  # sent or dropped in this very moment
        return redirect(contract_address(place, "minutes", data["meeting"]))
    form = WriteForm(_again(request.POST, hand), rows=_rows(first, body), methods=first["methods"])
    ours = {one["key"]: _said(one) for one in body["items"]}
    differ = [one for one in hand.body["items"] if _said(one) != ours.get(one["key"], "")]
    other = {"who": hand.who, "at": hand.at.isoformat(), "items": [{"title": one.get("title", ""), "text": _said(one)} for one in differ]}
    return show(request, "minutes/write.html", place, status=409, **_frame(place, data, hand, first), form=form, other=other)


# --- what was typed ----------------------------------------------------------------------------------------------


def _typed(post: QueryDict, first: Data) -> Data:
    """The boxes as a draft. Items of the agenda are all there, whatever was sent; own ones as far as they have a key of their kind."""
    titles = {one["key"]: one["title"] for one in first["items"] if one["must"]}
    found: dict[str, Data] = {key: {"key": key, "title": title, "text": ""} for key, title in titles.items()}
    for n in range(1, 2 * MOST_ITEMS):
        key = post.get(f"key_{n}", "")
        if key in titles or OWN.fullmatch(key):
            title = titles.get(key) or post.get(f"title_{n}", "").strip()
            found[key] = {"key": key, "title": title, "text": post.get(f"text_{n}", ""), "nothing": f"nothing_{n}" in post}
    whole = {name: post.get(name, "") for name in ("present", "apologies", "method")}
    return {"items": list(found.values()), **whole}


def _said(item: Mapping[str, Any]) -> str:
    """What an item says: its words; where it is ticked and has none, that there was nothing to report."""
    text = str(item.get("text", "")).strip()
    return text or (_("Nothing to report.") if item.get("nothing") else "")


def _next_own(body: Data) -> str:
    used = [int(one["key"][1:]) for one in body["items"] if OWN.fullmatch(one["key"])]
    return f"x{max(used, default=0) + 1}"


def _again(post: QueryDict, hand: InHand) -> QueryDict:
    """The same form, resting on the draft as it is kept now."""
    again = post.copy()
    again["draft"] = str(hand.turn)
    return again


def _number(post: QueryDict, name: str) -> int:
    text = post.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _frame(place: Place, data: Data, hand: InHand | None, first: Data) -> Data:
    people = shown.People(place, names_of(place.contract))
    again = bool(data["versions"])
    title = _("A new version of the minutes of %(day)s") if again else _("Write the minutes of %(day)s")
    return {
        "title": title % {"day": full_day(data["held"]["on"])},
        "data": data,
        "hand": hand,
        "again": again,
        "sides": words.sides_of(place),
        "actions": shown.actions_of({**data, "final": None, "text": {"actions": []}, "actions": first["actions"]}, people, clock.today()),
        **frame_of(place, data["meeting"]),
    }
