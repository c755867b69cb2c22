"""The pages that are kept as snapshots: name -> the function that makes their data from a `View`.

Each lives in a module of its own here and gives JSON: text, whole numbers, yes and no, lists, maps, days as ISO text. Of a page that a
contract has several of, a name goes on after a colon: "why:reports/2023-05"; `make` finds that in `view.what`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from tenor.desk.pages.view import Data, View

PAGES: dict[str, str] = {
    "standing": "tenor.desk.pages.standing",
    "summary": "tenor.desk.pages.summary",
    "performance": "tenor.desk.pages.performance",
    "charts": "tenor.desk.pages.charts",
    "why": "tenor.desk.pages.why",
    "letter": "tenor.desk.pages.letter",
    "termination": "tenor.desk.pages.termination",
    "letter-step": "tenor.desk.pages.letter_step",
    "what-if": "tenor.desk.pages.what_if",
    "decide": "tenor.desk.pages.decide",
    "ladder": "tenor.desk.pages.ladder",
    "returns": "tenor.desk.pages.returns",
    "return-form": "tenor.desk.pages.returns_form",
    "return-entry": "tenor.desk.pages.returns_entry",
    "row": "tenor.desk.pages.returns_row",
    "figure": "tenor.desk.pages.returns_figure",
    "needs": "tenor.desk.pages.needs",
    "search": "tenor.desk.pages.search",
    "people": "tenor.desk.pages.people",
    "changes": "tenor.desk.pages.changes",
    "setup": "tenor.desk.pages.setup",
    "targets": "tenor.desk.pages.targets",
    "ending": "tenor.desk.pages.ending",
    "duty": "tenor.desk.pages.duty",
    "standards": "tenor.desk.pages.standards",
    "information": "tenor.desk.pages.information",
    "money": "tenor.desk.pages.money",
    "risks": "tenor.desk.pages.risks",
    "history": "tenor.desk.pages.history",
    "documents": "tenor.desk.pages.documents",
    "rows": "tenor.desk.pages.rows",
    "plans": "tenor.desk.pages.plans",
    "plan": "tenor.desk.pages.plan",
    "minutes": "tenor.desk.pages.minutes",
    "minutes-first": "tenor.desk.pages.minutes_first",
    "minutes-sent": "tenor.desk.pages.minutes_sent",
    "own": "tenor.desk.pages.own",
    "own-capacity": "tenor.desk.pages.own_capacity",
    "actions": "tenor.desk.pages.actions",
    "messages": "tenor.desk.pages.messages",
    "feedback": "tenor.desk.pages.feedback",
    "themes": "tenor.desk.pages.themes",
    "flexibility": "tenor.desk.pages.flexibility",
    "together": "tenor.desk.pages.together",
    "meetings": "tenor.desk.pages.meetings",
    "meeting": "tenor.desk.pages.meeting",
    "meeting-prepare": "tenor.desk.pages.meeting_prepare",
    "meeting-choices": "tenor.desk.pages.meeting_choices",
}


# Pages that say something else each day, even where the review does not: what would follow from an act of today.
DAILY = frozenset({"decide", "ladder"})


def maker(page: str) -> Callable[[View], Data]:
    """The function `make` of a page's module. KeyError for a page that is not listed."""
    made: Callable[[View], Data] = import_module(PAGES[page.partition(":")[0]]).make
    return made


def columns_of(page: str, data: Data) -> Data:
    """What lists are filtered by, out of a page's data: `columns` of its module, for the pages that have one."""
    columns: Callable[[Data], Data] | None = getattr(import_module(PAGES[page.partition(":")[0]]), "columns", None)
    return columns(data) if columns else {}
