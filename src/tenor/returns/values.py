"""One value read as its field asks: the exact text that is kept, or why it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import TypeAlias

from tenor.returns.amounts import read_hours, read_money, read_number, read_percent
from tenor.returns.dates import read_date, read_moment
from tenor.returns.sheets import MAX_TEXT, Raw
from tenor.returns.spelling import Spellings, prose, same, short, tidy
from tenor.returns.taken import Refused, Took
from tenor.terms.model import Field, Unit

Reader: TypeAlias = Callable[[Raw, bool], Took | Refused]

MAX_NAME = 200  # a key, a reference or the name of a unit
_YES_NO = Spellings([("yes", ("y", "true")), ("no", ("n", "false"))])


def unit_spellings(units: tuple[Unit, ...]) -> Spellings:
    """Units by id or name."""
    return Spellings([(unit.id, (unit.name,) if unit.name else ()) for unit in units])


def reader_of(field: Field, units: Spellings, in_key: bool) -> Reader:
    """The reader of a field's values: called with the cell's value and whether the cell is shown as a per cent."""
    choices = Spellings([(choice, ()) for choice in field.choices])
    readers: Mapping[str, Reader] = {
        "date": lambda raw, _: read_date(raw),
        "moment": lambda raw, _: read_moment(raw),
        "number": lambda raw, percent: read_number(raw) if not percent else _not_a_percent(raw),
        "percent": read_percent,
        "money": lambda raw, _: read_money(raw),
        "hours": lambda raw, _: read_hours(raw),
        "text": lambda raw, _: _read_name(raw) if in_key else _read_prose(raw),
        "yes/no": lambda raw, _: _read_yes_no(raw),
        "unit": lambda raw, _: _read_unit(raw, units),
        "choice": lambda raw, _: _read_choice(raw, field, choices),
        "several": lambda raw, _: _read_several(raw, field, choices),
        "reference": lambda raw, _: _read_name(raw),
    }
    return readers[field.kind]


def written(raw: Raw) -> str:
    """A value as text, whatever the cell held: 7 for 7.0, a day as 2023-06-14, yes for a ticked TRUE."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, (int, float)):
        found = read_number(raw)
        return found.text if isinstance(found, Took) else str(raw)
    if isinstance(raw, (date, datetime)):
        if isinstance(raw, datetime) and raw.time() != time():
            return raw.isoformat(timespec="seconds" if raw.second else "minutes")
        found = read_date(raw)
        return found.text if isinstance(found, Took) else str(raw)
    return "" if raw is None else str(raw)


def _read_prose(raw: Raw) -> Took | Refused:
    text = prose(written(raw))
    return Refused("return-text-too-long", {"n": len(text), "most": MAX_TEXT}) if len(text) > MAX_TEXT else Took(text)


def _read_name(raw: Raw) -> Took | Refused:
    """A key or reference. A real date was made by the spreadsheet of something like 1/2, which is lost."""
    if isinstance(raw, (date, time, timedelta)):
        return Refused("return-date-in-name", {"text": short(written(raw))})
    text = tidy(written(raw))
    return Refused("return-text-too-long", {"n": len(text), "most": MAX_NAME}) if len(text) > MAX_NAME else Took(text)


def _read_unit(raw: Raw, units: Spellings) -> Took | Refused:
    """An unknown unit is kept as written: `check` says so, and the row waits for the answer."""
    if isinstance(raw, (date, time, timedelta, bool)):
        return Refused("return-not-a-unit", {"text": short(written(raw))})
    found = _read_name(raw)
    return found if isinstance(found, Refused) else Took(units.find(found.text) or found.text)


def _read_yes_no(raw: Raw) -> Took | Refused:
    found = _YES_NO.find(written(raw)) if isinstance(raw, (str, bool)) else None
    return Took(found) if found else Refused("return-not-yes-or-no", {"text": short(written(raw))})


def _read_choice(raw: Raw, field: Field, choices: Spellings) -> Took | Refused:
    text = written(raw)
    found = choices.find(text)
    return Took(found) if found else _no_choice(text, field)


def _read_several(raw: Raw, field: Field, choices: Spellings) -> Took | Refused:
    """ "standard, omission" -> "omission; standard": in the order of the terms, each once. A choice may itself hold a comma."""
    parts = _split(written(raw), ";|\n")
    if not all(choices.find(part) for part in parts):
        parts = _joined(_split(written(raw), ";|\n,/&"), choices)
    found = {part: choices.find(part) for part in parts}
    wrong = next((part for part, choice in found.items() if choice is None), None)
    if wrong is not None or not parts:
        return _no_choice(wrong or written(raw), field)
    return Took("; ".join(choice for choice in field.choices if choice in found.values()))


def _joined(parts: list[str], choices: Spellings) -> list[str]:
    """Parts put together again where together they are a choice: the longest first."""
    found = []
    while parts:
        whole = next((n for n in range(len(parts), 1, -1) if n < 10 and choices.find(", ".join(parts[:n]))), 1)
        found.append(", ".join(parts[:whole]))
        parts = parts[whole:]
    return found


def _split(text: str, signs: str) -> list[str]:
    for sign in signs:
        text = text.replace(sign, "\x00")
    return [part for part in (tidy(p) for p in text.split("\x00")) if part]


def _no_choice(text: str, field: Field) -> Refused:
    near = get_close_matches(same(short(text)), [same(choice) for choice in field.choices], n=1)
    meant = next((choice for choice in field.choices if near and same(choice) == near[0]), "")
    if meant:
        return Refused("return-choice-near", {"text": short(text), "meant": meant})
    return Refused("return-choice-unknown", {"text": short(text), "choices": [f"“{choice}”" for choice in field.choices[:12]]})


def _not_a_percent(raw: Raw) -> Took | Refused:
    """A number field whose cell shows a per cent: 0.5 or 50? Not guessed."""
    found = read_number(raw)
    return Refused("return-percent-in-number", {"text": short(found.text)}) if isinstance(found, Took) else found
