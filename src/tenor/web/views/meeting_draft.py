"""An agenda in hand as the form shows it: as it was kept, else as it went out last, else as it is drafted today."""

from __future__ import annotations

from datetime import date

from tenor.desk.actions.agendas import Line, lines_of
from tenor.desk.models import Contract, Draft
from tenor.web.parts.sentence import sentence
from tenor.web.role_words import who_choices
from tenor.web.views.meeting_forms import AgendaForm
from tenor.web.views.meeting_words import Data


def form_of(data: Data, blocks: list[Line], draft: Draft | None, contract: Contract) -> AgendaForm:
    """As it was kept, else as it went out last, else as it is drafted today."""
    body = draft.body if draft else {}
    last = data["last"] or {}
    lines = lines_of(body) or [_of_last(one) for one in last.get("items", ())] or blocks
    kept = {line.key: line for line in lines}
    ordered = [kept.get(block.key, block) for block in blocks] + [
        line for line in lines if line.key not in keys_of(data) | {b.key for b in blocks}
    ]
    invited = last.get("invited", [])
    initial = {
        "meets_on": _day(body.get("meets_on") or last.get("meets_on")),
        "time": body.get("time", last.get("time", "")),
        "mode": body.get("mode") or last.get("mode") or ("virtual" if data["mode"].startswith("virtual") else ""),
        "place": body.get("place", last.get("place", "")),
        "invited": body.get("invited") or [each for each in invited if each in roles_of(data)] or roles_of(data),
        "others": body.get("others", "\n".join(each for each in invited if each not in roles_of(data))),
        "saved": draft.turn if draft else 0,
    }
    return AgendaForm(initial=initial, lines=ordered, roles=who_choices(roles_of(data), contract), blocks=keys_of(data))


def _of_last(one: Data) -> Line:
    return Line(key=one["key"], title=one["title"], text=one["text"], nothing=one["nothing"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def roles_of(data: Data) -> list[str]:
    return list(dict.fromkeys([*data["must"], *data["invited"]]))


def keys_of(data: Data) -> set[str]:
    """The blocks of the contract: they have no heading of their own to change, and are never left out."""
    return {one["key"] for one in data["items"] if one["of_terms"]}


def facts_of(one: Data) -> str:
    return "\n".join(f"- {sentence(line)}" for line in one["facts"])
