"""What a return says otherwise than was known, asked one by one; of a form and of a file alike."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from tenor.desk.actions.returns import Sent
from tenor.desk.held import held
from tenor.desk.visible import Place
from tenor.terms.labels import heading
from tenor.web.doors import show
from tenor.web.parts.day import full_day
from tenor.web.parts.sentence import sentence

Data = dict[str, Any]


def ask(request: HttpRequest, place: Place, sent: Sent, action: str, data: Data | None, *, turn: str, draft: int = 0) -> HttpResponse:
    """What the return says otherwise than was known: keep or take, one by one; nothing is overwritten silently."""
    terms = held(place.contract).terms
    picked = answers_from(request.POST)
    tried = bool(picked)
    questions = [
        {
            "id": one.id,
            "name": f"answer|{one.id}",
            "dom": f"q{n}",
            "said": one.said,
            "one": one,
            "label": heading(terms, one.field) if one.field else "",
            "was": _plainly(one.was),
            "now": _plainly(one.now),
            "cell": "" if one.cell.startswith("/") else one.cell,
            "picked": picked.get(one.id, ""),
        }
        for n, one in enumerate(sent.questions, 1)
    ]
    missing = [{"text": sentence(each["said"]), "href": f"#{each['dom']}-take"} for each in questions if tried and not each["picked"]]
    return show(
        request,
        "returns/questions.html",
        place,
        status=422 if tried else 200,
        questions=questions,
        problems=missing,
        action=action,
        turn=turn,
        draft=draft,
        head=place.contract.head,
        data=data,
    )


def _plainly(value: str) -> str:
    """A day in words, everything else as it is."""
    return full_day(value) if len(value) == 10 and value[4:5] == "-" == value[7:8] else value


def answers_from(post: QueryDict) -> dict[str, str]:
    """The answers to questions, by the question."""
    return {name.removeprefix("answer|"): str(post[name]) for name in post if name.startswith("answer|")}
