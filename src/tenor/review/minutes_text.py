"""What minutes say: read from the words of any age, put together as the final text, and checked against the hash that locks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tenor.ledger.canonical import NotCanonicalError, canonical, sha256
from tenor.ledger.model import Body, Entry

Checked = Literal["unchanged", "changed", "erased", "no text", "no hash"]
WHOLE = "1"  # the key of minutes that are one text, not items


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item. `other`: the supplier's words for it, kept beside."""

    key: str
    title: str = ""
    text: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What one version says. `whole`: it is one text of the time before items; `erased`: there were words and they are gone."""

    items: tuple[Item, ...] = ()
    present: tuple[str, ...] = ()
    apologies: str = ""
    actions: tuple[Mapping[str, str], ...] = ()
    settled: Mapping[str, str] | None = None
    whole: bool = False
    erased: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(item.key for item in self.items)


def words_of(entry: Entry) -> Mapping[str, Any]:
    """The words that lie with an act; nothing where there were none or they were erased."""
    for body in (entry.body, entry.words):
        if body is not None and body.kind == "words":
            return body.content
    return {}


def is_erased(entry: Entry) -> bool:
    """Whether there were words and they are gone."""
    return bool((entry.body_hash and entry.body is None) or (entry.words_hash and entry.words is None))


def text_of(entry: Entry) -> Text:
    """The minutes that an act carries: items, or the one text of earlier times."""
    words = words_of(entry)
    items = tuple(_item(each) for each in _list(words.get("items")) if isinstance(each, Mapping) and each.get("key"))
    whole = not items and bool(words.get("text"))
    if whole:
        others = words.get("other")
        items = (Item(key=WHOLE, text=str(words["text"]), other=str(others or "")),)
    settled = words.get("settled")
    return Text(
        items=items,
        present=tuple(str(each) for each in _list(words.get("present"))),
        apologies=str(words.get("apologies", "")),
        actions=tuple(_texts(each) for each in _list(words.get("actions")) if isinstance(each, Mapping)),
        settled=_texts(settled) if isinstance(settled, Mapping) else None,
        whole=whole,
        erased=is_erased(entry),
    )


def other_words(entry: Entry) -> Mapping[str, str]:
    """Of an answer that withholds: the words asked for, by item."""
    items = words_of(entry).get("items")
    return _texts(items) if isinstance(items, Mapping) else {}


def _item(given: Mapping[str, Any]) -> Item:
    return Item(**{name: str(given.get(name, "")) for name in ("key", "title", "text", "other")})


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else [value] if isinstance(value, str) and value else ()


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in given.items()}


# --- what is written ---------------------------------------------------------------------------------------------


def sent_words(items: Sequence[Item], present: Sequence[str], apologies: str, actions: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """The words of a version as it is sent; what is empty is left out."""
    listed = [{"key": item.key, "title": item.title, "text": item.text} for item in items]
    return _kept({"items": listed, "present": list(present), "apologies": apologies, "actions": [dict(each) for each in actions]})


def final_words(sent: Text, others: Mapping[str, str], settled: Mapping[str, str]) -> dict[str, Any]:
    """The words of the final version: as sent, the supplier's own words beside where it withheld, and how it came to be final."""
    listed = [_kept({"key": i.key, "title": i.title, "text": i.text, "other": others.get(i.key, "")}) for i in sent.items]
    rest = {"present": list(sent.present), "apologies": sent.apologies, "actions": [dict(each) for each in sent.actions]}
    if sent.whole:
        aside = "\n\n".join(others[key] for key in others)
        return _kept({"text": sent.items[0].text, "other": aside, **rest, "settled": dict(settled)})
    return _kept({"items": listed, **rest, "settled": dict(settled)})


def _kept(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value}


def hash_of(words: Mapping[str, Any]) -> str:
    """The hash that locks a text."""
    return sha256(canonical(words))


def checked(entry: Entry, text_hash: str) -> Checked:
    """Whether the text kept with an act is the one that its hash locks."""
    body: Body | None = entry.body or entry.words
    if body is None:
        return "erased" if is_erased(entry) else "no text"
    if not text_hash:
        return "no hash"
    try:
        return "unchanged" if hash_of(body.content) == text_hash else "changed"
    except NotCanonicalError:
        return "changed"
