"""Information that was asked for, by when and whether it came."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from tenor.desk import clock
from tenor.desk.actions.assurance import name_of
from tenor.desk.actions.information import agree_day, ask_information, supply_information
from tenor.desk.lookups.files import kept_files
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm, DayField, Upload, Words
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.views.act_pages import did, form_if, status_of, teller, whose
from tenor.web.views.assurance_forms import MOST
from tenor.web.views.standards import EVERY, SEE, pick

Data = dict[str, Any]
KINDS = (".xlsx", ".csv", ".pdf", ".docx", ".txt", ".json")


class AskForm(ActForm):
    """What is asked for, and by when."""

    text = Words(label=gettext_lazy("What do you need, and what for?"), rows=4, max_length=MOST)
    due = DayField(
        what=gettext_lazy("The day you need it by"),
        label=gettext_lazy("By which day?"),
        help_text=gettext_lazy("A reasonable day for what you ask"),
    )


class DayForm(ActForm):
    """Another day, agreed by both."""

    due = DayField(what=gettext_lazy("The day you agreed on"), label=gettext_lazy("The day you agreed on"))
    text = Words(label=gettext_lazy("Why another day?"), rows=2, max_length=MOST, required=False)


class SupplyForm(ActForm):
    """The answer."""

    text = Words(label=gettext_lazy("Your answer"), rows=5, max_length=MOST, required=False)
    file = Upload(
        label=gettext_lazy("A file, if it holds the answer"),
        help_text=gettext_lazy("Excel, CSV, PDF, Word, text or JSON, at most 5 MB"),
        kinds=KINDS,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("text", "").strip() and not given.get("file"):
            raise forms.ValidationError(_("Write the answer, or choose a file that holds it"))
        return given


def read_information(place: Place) -> Data:
    return page_on(place.contract, place.actor.side, "information")


def _state(one: Data) -> tuple[str, str]:
    """In words, with the kind of its tag. Whether an open one is late is for the day it is looked at."""
    if one["supplied"]:
        late = one["days_late"]
        return (
            (ngettext("supplied %(n)d day late", "supplied %(n)d days late", late) % {"n": late}, "late")
            if late
            else (_("supplied in time") if one["due"] else _("supplied"), "done")
        )
    if one["due"] and one["due"] < clock.today().isoformat():
        return _("late"), "late"
    return _("asked for"), "open"


def _shown(place: Place, one: Data, tell: Any) -> Data:
    state, kind = _state(one)
    told = {"told": tell(one["told"]), "supplied": tell(one["supplied"]), "moved": [tell(each) for each in one["moved"]]}
    return {**one, **told, "state": state, "kind": kind, "href": contract_address(place, "information", one["id"])}


@on_contract(SEE)
def several(request: HttpRequest, place: Place) -> HttpResponse:
    """All requests, and the agreements under which data are shared."""
    data, tell = read_information(place), teller(place)
    listed = [_shown(place, each, tell) for each in data["requests"]]
    may = offers(place, data["starts"])
    context: Data = {
        "title": _title(listed),
        "lead": _lead(listed),
        "listed": listed,
        "asking": next((each for each in data["duties"] if not each["sharing"]), None),
        "duty": next((each for each in data["duties"] if each["sharing"]), None),
        "sharing": [
            {**each, "told": tell(each["told"]), "href": contract_address(place, "sharing", each["id"])} for each in data["sharing"]
        ],
        "remarks": [each for each in data["remarks"] if len(each["clause"]) > 1],
        "of_sharing": [each for each in data["remarks"] if len(each["clause"]) == 1],
        "may": may,
        "whose": whose(place, data["starts"], "information-asked"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/information_list.html", place, **context)


def _title(listed: list[Data]) -> str:
    late = [each for each in listed if each["state"] == _("late")]
    waiting = [each for each in listed if not each["supplied"]]
    if late:
        return ngettext("%(n)d request for information is late", "%(n)d requests for information are late", len(late)) % {"n": len(late)}
    if waiting:
        return ngettext("%(n)d request for information is open", "%(n)d requests for information are open", len(waiting)) % {
            "n": len(waiting)
        }
    return _("All information that was asked for is here") if listed else _("No information was asked for")


def _lead(listed: list[Data]) -> str:
    came = [each for each in listed if each["supplied"] and each["due"]]
    if not came:
        return ""
    in_time = sum(1 for each in came if not each["days_late"])
    return _("%(in_time)d of %(n)d supplied in time.") % {"in_time": in_time, "n": len(came)}


@on_contract(SEE)
@require_http_methods(EVERY)
def ask(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask for information."""
    data = read_information(place)
    form = AskForm(request.POST or None, initial={"head": place.contract.head})
    if request.method == "POST" and did(place, form, lambda given, turn: _ask(place, given, turn), {"day-past": "due"}):
        messages.success(request, _("Asked. It stands on the supplier’s home page until it is answered."))
        return redirect("information", place.contract.pk, name_of("information", form.cleaned_data["turn"]))
    context = {
        "title": _("Ask for information"),
        **form_if(form, "information-asked" in offers(place, data["starts"])),
        "act": "information-asked",
        "of": "",
        "button": _("Ask for it"),
        "whose": whose(place, data["starts"], "information-asked"),
        "back_href": contract_address(place, "information-list"),
        "back": _("All requests"),
        "after": _("What is reasonable is for you to judge: the contract gives no number of days."),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/new.html", place, status_of(form), **context)


def _ask(place: Place, given: Data, turn: Any) -> tuple[Any, ...]:
    return ask_information(place, text=given["text"], due=given["due"], turn=turn)


@on_contract(SEE)
@require_http_methods(EVERY)
def one(request: HttpRequest, place: Place, request_id: str) -> HttpResponse:
    """One request: the day that holds, the answer."""
    data, tell = read_information(place), teller(place)
    found = pick(data["requests"], request_id)
    may = offers(place, found["offers"])
    moving = request.POST.get("do") == "day"
    head = {"head": place.contract.head}
    day = DayForm(request.POST if moving else None, initial=head, auto_id="day-%s")
    answer = SupplyForm(None if moving else request.POST or None, request.FILES or None, initial=head, auto_id="answer-%s")
    sent: ActForm = day if moving else answer
    if request.method == "POST" and did(place, sent, lambda given, turn: _act(place, request_id, moving, given, turn), {"day-past": "due"}):
        messages.success(request, _("Kept. That day holds now.") if moving else _("Supplied. Both sides see it."))
        return redirect("information", place.contract.pk, request_id)
    shown = _shown(place, found, tell)
    kept = kept_files(place.contract, place.actor.side) if found["file"] else {}
    context = {
        "title": _one_title(shown),
        "one": shown,
        "form": sent if request.method == "POST" else None,
        "day_form": day if "information-date-agreed" in may else None,
        "answer_form": answer if "information-supplied" in may else None,
        "whose": "" if found["supplied"] else whose(place, found["offers"], "information-supplied"),
        "file_href": contract_address(place, "file", found["file"]) if found["file"] in kept else "",
        "file_name": kept.get(found["file"], ("", 0))[0],
        "message_href": contract_address(place, "message-new", about=f"information request {request_id}")
        if place.actor.may("write to the other side") and not found["supplied"]
        else "",
        "duty": next((each for each in data["duties"] if not each["sharing"]), None),
        "back_href": contract_address(place, "information-list"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/information.html", place, status_of(sent), **context)


def _act(place: Place, request_id: str, moving: bool, given: Data, turn: Any) -> tuple[Any, ...]:
    if moving:
        return agree_day(place, request_id, due=given["due"], text=given["text"], turn=turn, head=given["head"])
    file = given.get("file")
    sent = {"file": file.read(), "name": file.name or ""} if file else {}
    return supply_information(place, request_id, text=given["text"], turn=turn, head=given["head"], **sent)


def _one_title(one: Data) -> str:
    if one["supplied"]:
        return _("Information supplied on %(day)s") % {"day": full_day(one["supplied"]["on"])}
    return _("Information asked for by %(day)s") % {"day": full_day(one["due"])} if one["due"] else _("Information asked for, no day set")
