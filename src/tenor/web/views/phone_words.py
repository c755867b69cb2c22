"""What buttons and receipts on a telephone say: put together from the contract's own names of its rows and days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tenor.web.parts.day import full_day, short_day

Data = Mapping[str, Any]


def with_article(noun: str) -> str:
    """ "a job", "an inspection"."""
    return _("an %(noun)s") % {"noun": noun} if noun[:1].lower() in "aeiou" else _("a %(noun)s") % {"noun": noun}


def made(kind: Data) -> str:
    """The first button: "I made an inspection"."""
    return _("I made %(what)s") % {"what": with_article(kind["noun"])}


def sent(kind: Data) -> str:
    """The second button: "I sent a report"; where the names say less, what may be added: "Inspected: add the day"."""
    verbs = {each["label"].split()[0] for each in kind["later"]}
    if len(verbs) == 1 and kind["due_noun"]:
        return _("I %(verb)s %(what)s") % {"verb": verbs.pop(), "what": with_article(kind["due_noun"])}
    return _("%(what)s: add the day") % {"what": capital(together(kind["later"], _("or")))}


def together(later: Sequence[Data], word: str) -> str:
    """Several days in one phrase: "sent to head office and archive"."""
    labels = [each["label"].split() for each in later]
    first = labels[0]
    n = next((i for i, same in enumerate(zip(*labels, strict=False)) if len(set(same)) > 1), min(map(len, labels)))
    if len(labels) == 1 or n == 0 or any(len(label) == n for label in labels):
        return _listed([" ".join(label) for label in labels], word)
    return " ".join([*first[:n], _listed([" ".join(label[n:]) for label in labels], word)])


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def of_row(kind: Data, row: Data, today: date) -> str:
    """ "inspected Thu 8 Jun"."""
    return f"{kind['day_label']} {short_day(row['day'], today)}"


def receipt_made(kind: Data, unit: str, day: date) -> str:
    return _("Saved. %(what)s: %(unit)s, %(day)s.") % {"what": capital(kind["noun"]), "unit": unit, "day": full_day(day)}


def receipt_sent(kind: Data, row: Data, later: Sequence[Data], day: date, today: date) -> str:
    values = {"what": capital(together(later, _("and"))), "unit": row["unit_name"], "row": of_row(kind, row, today), "day": full_day(day)}
    return _("Saved. %(what)s on %(day)s: %(unit)s, %(row)s.") % values


def _listed(words: Sequence[str], word: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {word} {words[-1]}"
