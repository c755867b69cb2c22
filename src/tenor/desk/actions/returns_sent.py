"""What one press of "send" sent, so that the same press again is known from a changed return that comes with the same turn.

Kept of the last press of each period and side, as fingerprints: what was typed lies in the ledger and its file, where it can be erased.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.crypto import salted_hmac

from tenor.desk import clock
from tenor.desk.actions.returns_typed import MOST_ADDED, Typed, TypedFile, typed_of
from tenor.desk.models import Draft, Entry
from tenor.desk.pages.view import Data
from tenor.desk.visible import Place
from tenor.returns.model import Return

SENT = "return sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBefore:
    """`typed`: what was sent, its texts as fingerprints; `became`: line of the form ("jobs|+A") -> id of the row it was recorded as."""

    typed: Typed = field(default_factory=Typed)
    answers: Mapping[str, str] = field(default_factory=dict)
    became: Mapping[str, str] = field(default_factory=dict)

    def same(self, again: Typed, answers: Mapping[str, str]) -> bool:
        """Whether `again` (a page laid over `typed`) and the answers say nothing else than was sent."""
        return (
            not self.changed(again)
            and _same_text(again.words, self.typed.words)
            and (again.none, again.nil) == (self.typed.none, self.typed.nil)
            and {**self.answers, **answers} == self.answers
        )

    def changed(self, again: Typed) -> dict[str, str]:
        """The boxes that say something else than was sent."""
        return {name: text for name, text in again.boxes.items() if not _same_text(text, self.typed.boxes.get(name, ""))}


def was_sent(place: Place, turn: str) -> bool:
    """Whether something was recorded in this turn."""
    return bool(turn) and Entry.objects.filter(contract=place.contract, entry_id=turn).exists()


def find_sent(place: Place, ret: str, covers: str, turn: str) -> SentBefore | None:
    """What this turn sent; None where it sent nothing. Of an older press nothing more is known than that it sent."""
    if not was_sent(place, turn):
        return None
    kept = Draft.objects.filter(contract=place.contract, kind=SENT, key=f"{ret}/{covers}", seen_by=place.side).first()
    if kept is None or kept.body["turn"] != turn:
        return SentBefore()
    return SentBefore(typed=typed_of(kept.body["typed"]), answers=kept.body["answers"], became=kept.body["became"])


def keep_sent(place: Place, read: Return, file: TypedFile, typed: Typed, answers: Mapping[str, str], turn: str) -> None:
    """Remember what this turn sends, in the same transaction as its entry."""
    texts = {name: _print(text) for name, text in typed.boxes.items() if text.strip()}
    whole: dict[str, Any] = {**typed.body(), "boxes": texts, "words": _print(typed.words)}
    body = {"turn": turn, "typed": whole, "answers": dict(answers), "became": _became(read, file)}
    Draft.objects.update_or_create(
        contract=place.contract,
        kind=SENT,
        key=f"{read.ret}/{read.covers}",
        seen_by=place.side,
        defaults={"body": body, "saved_by": place.person, "saved_at": clock.now()},
    )


def carried(form: Data, again: Typed, before: SentBefore, onto: Typed) -> Typed:
    """What was changed after it was sent, laid over `onto` (work in hand since) in the boxes of the form as it is now. What was not
    changed is recorded, and stands in the form already."""
    words = onto.words if _same_text(again.words, before.typed.words) else again.words
    missing = {f"{one['dataset']}|{line['id']}" for one in form["sections"] for line in one["missing"]}
    onto = replace(onto, none=onto.none | (again.none & missing), words=words, nil=again.nil or onto.nil)
    return _moved(form, before.changed(again), before.became, onto)


def settled(form: Data, typed: Typed) -> Typed:
    """What was typed into a line that the form has no more, because somebody else reported it meanwhile, as a row added."""
    lines = {f"{one['dataset']}|{line}" for one in form["sections"] for line in _lines(one)}
    homeless = {name: text for name, text in typed.boxes.items() if _is_expected(name) and name.rpartition("|")[0] not in lines}
    kept = {name: text for name, text in typed.boxes.items() if name not in homeless}
    return _moved(form, {name: text for name, text in homeless.items() if text.strip()}, {}, replace(typed, boxes=kept))


def _moved(form: Data, given: Mapping[str, str], became: Mapping[str, str], onto: Typed) -> Typed:
    """Boxes laid over `onto`: of a line that became a row into that row, of one that is no line of the form any more into a row added."""
    sections = {one["dataset"]: one for one in form["sections"]}
    boxes, more, added = dict(onto.boxes), dict(onto.more), dict[str, str]()
    for name, text in given.items():
        dataset, line, box = name.split("|")
        section, key = sections.get(dataset), f"{dataset}|{line}"
        now = became.get(key, line)
        if section is not None and now not in _lines(section):
            if key not in added:
                more[dataset] = min(more.get(dataset, 0) + 1, MOST_ADDED)
                added[key] = f"+{more[dataset]}"
                if section["unit_field"] and _is_expected(name):
                    boxes[f"{dataset}|{added[key]}|{section['unit_field']}"] = line.removeprefix("+")
            now = added[key]
        boxes[f"{dataset}|{now}|{box}"] = text
    return replace(onto, boxes=boxes, more=more)


def _is_expected(name: str) -> bool:
    """Whether a box is of the line of a unit that is expected to report ("+A"), not of a row added ("+1")."""
    line = name.split("|")[1]
    return line.startswith("+") and not line[1:].isdigit()


def _lines(section: Data) -> set[str]:
    return {one["id"] for one in (*section["lines"], *section["missing"])}


def _became(read: Return, file: TypedFile) -> dict[str, str]:
    found = {}
    for row in read.rows:
        for cell in row.cells.values():
            parts = cell.split("/")  # "/rows/jobs/0/unit"
            if len(parts) == 5 and parts[3].isdigit() and (row.dataset, int(parts[3])) in file.lines:
                found[f"{row.dataset}|{file.lines[row.dataset, int(parts[3])]}"] = row.id
                break
    return found


def _print(text: str) -> str:
    return salted_hmac("tenor.return.sent", text.strip(), algorithm="sha256").hexdigest() if text.strip() else ""


def _same_text(text: str, kept: str) -> bool:
    """`text` as it was typed, or, where no page said anything of it, the fingerprint itself."""
    return text == kept or _print(text) == kept
