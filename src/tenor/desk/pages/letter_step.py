"""A formal letter before it is written: what the terms and the record give for it. `view.what` is a step's id, or "=" and the name of
a notice of the terms. LookupError where there is no such thing, or it leads to no letter."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.base.wording import Said
from tenor.desk.pages.view import Data, View
from tenor.documents.model import Text
from tenor.documents.notice_letter import notice_letter
from tenor.documents.notice_model import FigureRow, NoticeLetter, Start
from tenor.documents.notice_starts import expected_receipt, starts
from tenor.documents.notice_text import first_written, frame_of
from tenor.review.model import Review, Step
from tenor.review.plans import plan_due

LETTERS = ("open", "advice", "taken")


def make(view: View) -> Data:
    """{"step", "name", "frame", "written", "figures", "evidence", "by_rule", "starts", …}: the texts that go out are words already."""
    review = view.review
    name, step = find_letter(review, view.what)
    letter = notice_letter(review, name, step=step)
    received = expected_receipt(review)
    return {
        "what": view.what,
        "name": name,
        "clause": list(letter.clause),
        "under": letter.under,
        "by": list(review.terms.steps[name].by),
        "kpis": list(letter.kpis),
        "step": _step(step),
        "frame": asdict(frame_of(letter)),
        "written": asdict(first_written(letter)),
        "evidence": _evidence(letter),
        "figures": [{**_figure(row), "several": len({one.kpi for one in letter.figures}) > 1} for row in letter.figures],
        "by_rule": _by_rule(review, letter),
        "starts": [start_data(one) for one in starts(review, name, issued=review.on, received=received)],
        "received": day_data(received),
        "before": sum(1 for one in review.notices if one.step.lower() == name.lower()),
        "levels": list(review.terms.levels),
        "methods": list(review.terms.notices.by) if review.terms.notices else [],
    }


def find_letter(review: Review, what: str) -> tuple[str, Step | None]:
    """The notice of the terms, and the step it rests on; of a name alone the latest step that leads to it. LookupError for none."""
    if what.startswith("="):
        name = what.removeprefix("=")
        named = review.terms.steps.get(name)
        if named is None or named.kind != "notice":
            raise LookupError(what)
        led = [step for step in review.steps if name in step.consequences and step.state in LETTERS]
        return name, max(led, key=lambda step: step.met_on, default=None)
    step = review.step(what)
    notices = [name for name in (step.consequences if step else ()) if name in review.terms.steps]
    found = next((name for name in notices if review.terms.steps[name].kind == "notice"), None)
    if step is None or found is None:
        raise LookupError(what)
    return found, step


def _step(step: Step | None) -> Data | None:
    if step is None:
        return None
    decided = step.decided
    return {
        "id": step.id,
        "state": step.state,
        "met_on": day_data(step.met_on),
        "waiting": step.waiting,
        "decided_on": day_data(decided.on) if decided else None,
        "because": [said_data(line) for line in step.because],
        "disputed": step.in_dispute,
    }


def _evidence(letter: NoticeLetter) -> list[Data]:
    """What can be chosen, in words as they would stand in the letter."""
    words = [dict(one) for one in first_written(letter).evidence]
    return [{"key": one.key, **said} for one, said in zip(letter.evidence, words, strict=True)]


def _figure(row: FigureRow) -> Data:
    return {
        "kpi": row.kpi,
        "name": row.name,
        "title": row.title,
        "label": row.label,
        "period": text_data(row.period),
        "count": row.count,
        "share": row.share,
        "level": row.level,
        "state": row.state,
        "bound": text_data(row.bound),
    }


def _by_rule(review: Review, letter: NoticeLetter) -> Data | None:
    """The rule in its words, and the day it would come to."""
    rule = letter.by_rule
    if rule is None:
        return None
    received = expected_receipt(review)
    anchors = {"receipt": received, "request": received, f"receipt of {letter.name}": received, letter.name.lower(): received}
    deadline = plan_due(review.terms, rule.step, anchors, rule.rule)
    return {
        "phrase": rule.phrase,
        "step": rule.step,
        "clause": list(rule.clause),
        "due": day_data(deadline.due) if deadline else None,
        "worked_out": said_data(deadline.worked_out) if deadline else None,
    }


def start_data(one: Start) -> Data:
    """Something that starts on receipt."""
    texts = {"when": text_data(one.when), "what": text_data(one.what), "note": text_data(one.note)}
    return {"kind": one.kind, **texts, "clause": list(one.clause), "due": day_data(one.due)}


def text_data(text: Text) -> Any:
    """A sentence as data; words as they are."""
    return said_data(text) if isinstance(text, Said) else text
