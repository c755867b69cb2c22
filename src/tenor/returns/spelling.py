"""How names are matched: capitals, spaces, width of letters and signs that nobody can see make no difference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

# Zero-width and direction signs, soft hyphens, byte order marks: they travel along when text is copied, and nobody sees them.
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BRACKETED = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
SHOWN = 60
# What a spreadsheet would take for a formula. A form sent out has an apostrophe before it, and reading takes that off again.
LIKE_A_FORMULA = re.compile(r"'*[=+\-@]")


def tidy(text: str) -> str:
    """A name as it is kept: composed (NFC), on one line, single spaces, nothing unseen."""
    return " ".join(_UNSEEN.sub("", _CONTROL.sub(" ", unicodedata.normalize("NFC", text))).split())


def prose(text: str) -> str:
    """A free text as it is kept: composed, its lines and signs kept, control characters dropped."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")).strip()


def same(text: str) -> str:
    """What two spellings of one name have in common."""
    return unicodedata.normalize("NFKC", tidy(text)).casefold()


def heading(text: str) -> str:
    """What a heading and the name of a field have in common: "Sent to council on *" and sent_to_council_on."""
    words = same(text).replace("_", " ").replace("-", " ")
    return " ".join(words.strip("*: .").split())


def headings(text: str) -> tuple[str, ...]:
    """A heading as printed, and without what stands in brackets behind it: "Day (dd/mm/yyyy)"."""
    bare = _BRACKETED.sub("", text.rstrip("*: "))
    return (heading(text), heading(bare)) if bare.strip() else (heading(text),)


def plain_words(name: str) -> str:
    """A field's name as a heading: sent_to_council_on -> "Sent to council on"."""
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def short(text: object) -> str:
    """A value from a file, short enough to be shown in a sentence."""
    line = tidy(str(text))
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


class Spellings:
    """Names and the ways they may be spelt: looked up as written first, then as `same`; what two names share finds neither."""

    def __init__(self, names: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._exact: dict[str, str] = {}
        self._like: dict[str, set[str]] = {}
        for name, spellings in names:
            self._exact.setdefault(name, name)
            for spelling in (name, *spellings):
                self._like.setdefault(same(spelling), set()).add(name)

    def find(self, text: str) -> str | None:
        """The name meant by a text, None where it is none or could be two."""
        if text in self._exact:
            return text
        found = self._like.get(same(text), set())
        return next(iter(found)) if len(found) == 1 else None


def by_heading(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """heading -> name, for names and their further spellings."""
    return {heading(spelling): name for name, spellings in names.items() for spelling in (name, *spellings)}
