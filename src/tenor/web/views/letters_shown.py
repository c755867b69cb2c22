"""A formal letter as its pages show it: its way, its parts, the letter as it stands, what starts, what is watched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.base.wording import say
from tenor.desk.actions.letter_draft import LetterDraft
from tenor.desk.actions.letters import frame_data
from tenor.desk.visible import Place
from tenor.documents.model import Heading, Items, Lines, Paragraph, Text
from tenor.documents.notice_model import Written
from tenor.documents.notice_text import RECEIPT, capital, compose, heading, lacking
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day, short_day
from tenor.web.views.summary_strip import columns_of, mark_cell

Data = dict[str, Any]
LONDON = ZoneInfo("Europe/London")


def name_of(name: str, number: int) -> str:
    """ "Formal warning 1"."""
    return f"{capital(name)} {number}"


def parts_of(data: Data, written: Written) -> list[Data]:
    """Each thing that the letter must state: its words, and whether it is complete."""
    frame = frame_data(data)
    missing = {lack.key: lack.why for lack in lacking(frame, written)}
    why = next((key for key, kind in frame.kinds.items() if kind == "why"), next(iter(frame.kinds), ""))
    return [
        {
            "key": key,
            "letter": f"({chr(ord('a') + at)})",
            "label": capital(label),
            "kind": frame.kinds[key],
            "text": written.parts.get(key, ""),
            "complete": key not in missing,
            "lacks": {"empty": _("Say this part in your own words"), "no day": _("Say by when")}.get(missing.get(key, ""), ""),
            "figures": data["figures"] if key == why else [],
            "names": key == why,
            "named": [one["what"] for one in written.evidence] if key == why else [],
            "asks_when": frame.kinds[key] == "asked",
            "by_words": _by_words(frame.phrase, written.by) if frame.kinds[key] == "asked" else "",
        }
        for at, (key, label) in enumerate(frame.labels.items())
    ]


def _by_words(phrase: str, by: str) -> str:
    return phrase if by == RECEIPT else full_day(by) if by else ""


def finding(parts: list[Data], approver: str) -> str:
    """How far it is, and what it still lacks."""
    done, total = sum(1 for part in parts if part["complete"]), len(parts)
    if done == total:
        return _("All %(n)d parts are complete.") % {"n": total} if total > 1 else _("It is complete.")
    counts = {"done": done, "n": total}
    told = ngettext("%(done)d of %(n)d parts is complete.", "%(done)d of %(n)d parts are complete.", done) % counts
    first = next(part for part in parts if not part["complete"])
    about = {"letter": first["letter"], "who": approver or _("a second person")}
    if first["lacks"] == _("Say by when"):
        return f"{told} " + _("Part %(letter)s has no day, so it cannot go to %(who)s yet.") % about
    return f"{told} " + _("Part %(letter)s says nothing yet, so it cannot go to %(who)s yet.") % about


# --- the letter as it stands -------------------------------------------------------------------------------------


def letter_blocks(data: Data, written: Written) -> list[Data]:
    """The letter as a page draws it: lines, headings, paragraphs, points. What is still to be said is marked."""
    letter = compose(frame_data(data), written)
    found: list[Data] = []
    for block in letter.blocks:
        if isinstance(block, Paragraph) and not any(one["kind"] == "title" for one in found):
            found.append({"kind": "title", "text": capital(_words(letter.title))})
        if isinstance(block, Heading):
            found.append({"kind": "heading", "text": _words(block.text)})
        elif isinstance(block, Paragraph):
            found.append({"kind": "text", "runs": list(_runs(_words(block.text)))})
        elif isinstance(block, Items):
            found.append({"kind": "items", "items_": [_words(item) for item in block.items]})
        elif isinstance(block, Lines):
            found.append({"kind": "lines", "lines": [_words(line) for line in block.lines]})
    return found


def blocks_of_words(words: Mapping[str, Any]) -> list[Data]:
    """A letter as it went out. Old ones may be a text alone, words under names of their own, or have none."""
    text = str(words.get("letter") or words.get("text") or words.get("note") or "")
    if not text:
        named = {name: value for name, value in words.items() if isinstance(value, str)}
        text = "\n\n".join(f"{capital(name.replace('_', ' '))}: {value}" for name, value in named.items())
    return [_block(lines) for part in re.split(r"\n\s*\n", text) if (lines := [line for line in part.splitlines() if line.strip()])]


def _block(lines: list[str]) -> Data:
    """A block of a letter as text: underlined it is a heading, with dashes it is points; lines that were wrapped are joined."""
    if len(lines) > 1 and re.fullmatch(r"[-=]{3,}", lines[-1].strip()):
        title = lines[-1].strip().startswith("=")
        words = " ".join(lines[:-1])
        return {"kind": "title" if title else "heading", "text": capital(words.lower()) if title else words}
    if lines[0].startswith("- "):
        return {"kind": "items", "items_": _points(lines)}
    if re.match(r"[A-Za-z ]{2,14}: ", lines[0]) and len(lines) > 1 and all(len(line) < 78 for line in lines):
        return {"kind": "lines", "lines": lines}
    return {"kind": "text", "runs": [{"text": " ".join(line.strip() for line in lines), "gap": False}]}


def _points(lines: list[str]) -> list[str]:
    found: list[str] = []
    for line in lines:
        if line.startswith("- ") or not found:
            found.append(line.removeprefix("- ").strip())
        else:
            found[-1] += f" {line.strip()}"
    return found


def _runs(text: str) -> Iterator[Data]:
    """Text, and what in it is still to be said."""
    for piece in re.split(r"(\[[^\]]*\])", text):
        if piece:
            gap = piece.startswith("[") and piece.endswith("]")
            yield {"text": piece[1:-1] if gap else piece, "gap": gap}


def _words(text: Text) -> str:
    return text if isinstance(text, str) else say(text)


def labelled(letter: Data) -> list[Data]:
    """The parts of a letter that went out, under what the contract says it must state."""
    parts = letter["words"].get("parts")
    labels = letter["must_state"]
    if not isinstance(parts, Mapping):
        return []
    keys = enumerate(sorted(parts, key=str))
    return [{"label": heading(at, labels[at]) if at < len(labels) else "", "text": str(parts[key])} for at, key in keys]


# --- its way -----------------------------------------------------------------------------------------------------


def way(at: int, notes: tuple[str, str, str, str]) -> list[Data]:
    """Write, approve, issue, received; `at`: which of them it is at, 4 once all are done."""
    names = (_("1 Write"), _("2 Approve"), _("3 Issue"), _("4 Received"))
    return [{"name": name, "note": note, "current": n == at} for n, (name, note) in enumerate(zip(names, notes, strict=True))]


def since(draft: LetterDraft | None) -> str:
    """Who wrote in it last, and when."""
    if draft is None or draft.at is None:
        return ""
    day = short_day(draft.at.astimezone(LONDON).date(), None)
    return _("%(who)s, %(day)s") % {"who": draft.who, "day": day} if draft.who else day


def moment_of(act: Data | None) -> datetime | str | None:
    """When an act was, as exactly as it is known."""
    return None if act is None else act["at"] or act["on"]


# --- what is watched ---------------------------------------------------------------------------------------------


def watch_strip(place: Place, watch: Data | None, levels: list[str], today: Any) -> Data | None:
    """The months around the letter with their ratings; which are inside is said in words under them."""
    if watch is None:
        return None
    labels = [column["label"] for column in watch["columns"]]
    rows = [
        {"label": f"{row['number']} {row['title']}".strip(), "cells": [mark_cell(place, row["id"], cell) for cell in row["cells"]]}
        for row in watch["rows"]
    ]
    inside = [{"words": _("under watch"), "strong": True} if label in watch["inside"] else {"words": _("outside")} for label in labels]
    return {
        "caption": _("The months under watch, with their ratings"),
        "levels": levels,
        "columns": columns_of(watch["columns"], today),
        "rows": [*rows, {"label": _("Under watch"), "cells": inside}],
        "readings_href": contract_address(place, "changes"),
    }
