"""A formal letter as a person wrote it: what it lacks, the letter as it stands, the words that are kept, and their hash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tenor.base.clause import show_clauses
from tenor.base.wording import said, say
from tenor.documents.model import Block, Heading, Items, Letter, Lines, Paragraph, Text
from tenor.documents.notice_model import Frame, NoticeLetter, Written
from tenor.documents.write_text import write_text
from tenor.ledger.canonical import canonical, sha256

RECEIPT = "receipt"  # by when: as the contract's own rule counts from receipt
GAP = "["  # what is still to be said stands in square brackets, and nothing else of ours does


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What a letter lacks: a part with nothing in it, or one that asks for something without saying by when."""

    key: str
    label: str
    why: str  # "empty", "no day"


def frame_of(letter: NoticeLetter, language: str = "en") -> Frame:
    """What of a letter is not written by a person, in the words of a language."""
    return Frame(
        name=letter.name,
        under=letter.under,
        clause=letter.clause,
        head=tuple(_words(text, language) for text in letter.head),
        labels={part.key: _words(part.label, language) for part in letter.parts},
        kinds={part.key: part.kind for part in letter.parts},
        closing=tuple(_words(text, language) for text in letter.closing),
        phrase=letter.by_rule.phrase if letter.by_rule else "",
        to=letter.to,
    )


def first_written(letter: NoticeLetter, language: str = "en") -> Written:
    """The parts as the record fills them, all that can be named chosen, and nothing said yet by when."""
    return Written(
        parts={part.key: " ".join(capital(_words(text, language)) for text in part.told) for part in letter.parts},
        to=letter.to,
        evidence=tuple(
            {"what": capital(_words(one.what, language)), "on": one.days[-1].isoformat() if one.days else "", "entry": one.entry}
            for one in letter.evidence
        ),
    )


def lacking(frame: Frame, written: Written) -> list[Lack]:
    """What is still to be said before anybody is asked to approve it; nothing where it is complete."""
    found = []
    for key, label in frame.labels.items():
        if is_empty(written.parts.get(key, "")):
            found.append(Lack(key=key, label=label, why="empty"))
        elif frame.kinds[key] == "asked" and not written.by:
            found.append(Lack(key=key, label=label, why="no day"))
    return found


def is_empty(text: str) -> bool:
    """Whether nothing is said yet; what stands in square brackets is a place to fill in."""
    return not re.sub(r"\[[^\]]*\]", "", text).strip(" .\n\t")


def stated(frame: Frame, written: Written) -> tuple[str, ...]:
    """The numbers of the things that it says."""
    missing = {lack.key for lack in lacking(frame, written)}
    return tuple(key for key in frame.labels if key not in missing)


# --- the letter --------------------------------------------------------------------------------------------------


def compose(frame: Frame, written: Written, *, marked: bool = False) -> Letter:
    """The letter as it stands. Its day is that of its issue, which the record holds. `marked`: headed as for legal review where it stands
    under another clause; what goes out is not."""
    blocks = tuple(_blocks(frame, written, marked and bool(frame.under)))
    return Letter(title=frame.name, on=date.min, step=frame.name, clause=frame.clause, blocks=blocks)


def letter_text(frame: Frame, written: Written, *, marked: bool = False) -> str:
    """The letter as text."""
    return write_text(compose(frame, written, marked=marked))


def unmarked(text: str) -> str:
    """A letter written as text without its mark, as it may go out."""
    return text.replace(say(said("notice-for-legal")), "", 1).strip() + "\n"


def _blocks(frame: Frame, written: Written, marked: bool) -> Iterator[Block]:
    if marked:
        yield Lines(lines=(said("notice-for-legal"),))
    yield Lines(lines=(said("notice-to", to=written.to), *frame.head))
    yield Paragraph(text=said("notice-opening", name=frame.name, under=show_clauses(frame.clause)))
    asked = [key for key, kind in frame.kinds.items() if kind == "asked"]
    names_evidence = next((key for key, kind in frame.kinds.items() if kind == "why"), next(iter(frame.kinds), ""))
    for at, (key, label) in enumerate(frame.labels.items()):
        yield Heading(text=heading(at, label))
        text = written.parts.get(key, "").strip()
        for paragraph in text.split("\n\n") if text else [say(said("notice-gap"))]:
            yield Paragraph(text=paragraph)
        if key == names_evidence and written.evidence:
            yield Paragraph(text=said("notice-rests-on"))
            yield Items(items=tuple(str(one["what"]) for one in written.evidence))
        if key in asked[-1:]:
            yield Paragraph(text=_by_when(frame, written))
    yield Heading(text=said("letter-answering"))
    for text in frame.closing[:-1]:
        yield Paragraph(text=text)
    yield Lines(lines=frame.closing[-1:])


def heading(at: int, label: str) -> str:
    """ "(a) Why this is so": the letters that contracts number such things by."""
    return f"({chr(ord('a') + at)}) {capital(label)}"


def capital(text: str) -> str:
    """With a capital letter first."""
    return text[:1].upper() + text[1:]


def _by_when(frame: Frame, written: Written) -> Text:
    if written.by == RECEIPT and frame.phrase:
        return said("notice-by-rule", phrase=frame.phrase)
    return said("notice-by-day", on=date.fromisoformat(written.by)) if written.by not in ("", RECEIPT) else said("notice-by-gap")


def _words(text: Text, language: str) -> str:
    return text if isinstance(text, str) else say(text, language)


# --- what is kept ------------------------------------------------------------------------------------------------


def words_of(frame: Frame, written: Written) -> dict[str, Any]:
    """The body of words of a letter, as it is drafted and issued."""
    found: dict[str, Any] = {
        "parts": {key: written.parts.get(key, "").strip() for key in frame.labels},
        "to": written.to,
        "evidence": [{name: text for name, text in one.items() if text} for one in written.evidence],
        "letter": letter_text(frame, written),
    }
    if written.by == RECEIPT:
        found["by"] = frame.phrase
    elif written.by:
        found["due"] = written.by
    return {name: value for name, value in found.items() if value}


def hash_of(words: Mapping[str, Any]) -> str:
    """The hash by which words are asked about, approved and issued."""
    return sha256(canonical(words))


def written_of(words: Mapping[str, Any]) -> Written:
    """What a person wrote, out of words that were kept; old ones may be a text alone."""
    parts, named = words.get("parts"), words.get("evidence")
    return Written(
        parts={str(key): str(text) for key, text in parts.items()} if isinstance(parts, Mapping) else {},
        to=str(words.get("to", "")),
        by=str(words.get("due", "")) or (RECEIPT if words.get("by") else ""),
        evidence=tuple({str(k): str(v) for k, v in one.items()} for one in _listed(named) if isinstance(one, Mapping)),
    )


def _listed(given: object) -> Sequence[Any]:
    return given if isinstance(given, (list, tuple)) else ()


def stated_in(frame: Frame, text: str) -> tuple[str, ...]:
    """The numbers of the things that a letter written as text says: nothing in them is left to fill in."""
    gaps = [GAP + say(said(code)).partition(GAP)[2] for code in ("notice-gap", "notice-by-gap")]
    return tuple(key for key, part in parts_of(frame, text).items() if not is_empty(part) and not any(gap in part for gap in gaps))


def parts_of(frame: Frame, text: str) -> dict[str, str]:
    """The parts of a letter that was written as text, by their headings; a part whose heading is gone is empty."""
    headings = {heading(at, label): key for at, (key, label) in enumerate(frame.labels.items())}
    ending = say(said("letter-answering"))
    found: dict[str, list[str]] = {}
    key = ""
    for line in text.splitlines():
        if line.strip() in headings or line.strip() == ending:
            key = headings.get(line.strip(), "")
        elif key and not re.fullmatch(r"-+", line.strip()):
            found.setdefault(key, []).append(line.rstrip())
    return {key: "\n".join(found.get(key, ())).strip() for key in frame.labels}
