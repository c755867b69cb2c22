"""A proposed change of targets in words: each line before and after, and which month is rated by which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tenor.base.wording import say
from tenor.desk.lookups.targets import Held
from tenor.desk.pages.changes_told import now_said
from tenor.review.target_boxes import TARGET, phrase
from tenor.terms.changes import ENDED
from tenor.terms.counted import periods_every
from tenor.terms.model import Terms
from tenor.web.parts.sentence import language, sentence

Data = dict[str, Any]


def told(terms: Terms, held: Held | None, changes: Mapping[str, str]) -> list[Data]:
    """[{what, was, now}]: a band by its level."""
    return [_line(terms, held, path, value) for path, value in changes.items()]


def _line(terms: Terms, held: Held | None, path: str, value: str) -> Data:
    parts = path.split(".")
    if held is None or len(parts) == 2:
        if parts[0] == "returns":
            return {"what": _("The return asks for it"), "was": _("no"), "now": _("yes")}
        what = held.kpi.title if held else _("New KPI")
        return {"what": what, "was": _("measured") if held else "", "now": sentence(now_said(terms, path, value))}
    level, now = parts[-1], _("no band") if value == ENDED else value
    if level == "title":
        return {"what": _("Title"), "was": held.kpi.title, "now": now}
    if level == "otherwise":
        return {"what": _("What lies in no band"), "was": held.kpi.otherwise or _("nothing is said of it"), "now": now}
    box = held.boxes.get(level)
    was = phrase(box, held.unit) if box is not None and box.kind and box.a else _("no band") if box is None or not box.kind else ""
    return {"what": _("Target") if level == TARGET else level.capitalize(), "was": was, "now": now}


def rated_by(terms: Terms, held: Held | None, from_: date) -> Data | None:
    """The last period by the old bands and the first by the new, in words; None where nothing was measured before."""
    if held is None:
        return None
    several = periods_every(terms, held.kpi.every)
    before, after = [p for p in several if p.first < from_], [p for p in several if p.first >= from_]
    if not before or not after:
        return None
    return {"before": say(before[-1].said, language()), "after": say(after[0].said, language())}
