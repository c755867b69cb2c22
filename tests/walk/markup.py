"""A page read with the standard library: what its tags say, its forms and its links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str]
CLOSED = ("div", "form", "section", "ul", "table", "main", "details")
VOID = set("area base br col embed hr img input link meta source track wbr".split())


@dataclass(slots=True)
class Field:
    """A box of a form with what it holds. `options`: what a list offers."""

    tag: str
    attributes: Attributes
    value: str = ""
    options: list[str] = field(default_factory=list)
    in_label: bool = False

    @property
    def name(self) -> str:
        return self.attributes.get("name", "")

    @property
    def kind(self) -> str:
        return self.attributes.get("type", "text") if self.tag == "input" else self.tag


@dataclass(slots=True)
class Form:
    """A form, its boxes and its buttons (name, value)."""

    attributes: Attributes
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def sent(self) -> bool:
        return self.attributes.get("method", "get").lower() == "post"

    def filled(self) -> dict[str, list[str]]:
        """What it holds, with something plausible in each empty box and the first of each choice."""
        given: dict[str, list[str]] = {}
        for one in self.fields:
            if not one.name or one.kind in ("file", "submit", "button"):
                continue
            if one.kind in ("radio", "checkbox"):
                if one.kind == "checkbox" or one.name not in given:
                    given.setdefault(one.name, []).append(one.attributes.get("value", "on"))
                continue
            given.setdefault(one.name, []).append(one.value or plausible(one))
        return given


def plausible(one: Field) -> str:
    """Something that could stand in an empty box."""
    if one.tag == "select":
        return next((option for option in one.options if option), "")
    if one.kind == "hidden":
        return ""
    if one.kind == "email":
        return "somebody@tenor.example"
    if one.attributes.get("inputmode") == "numeric" or one.kind == "number":
        return {"_0": "12", "_1": "6", "_2": "2023"}.get(one.name[-2:], "1")
    return "2023-06-12" if one.kind == "date" else "Walked by with words"


class Page(HTMLParser):
    """A page. `tags`: each with its attributes, in order; `wrong`: attributes given twice in one tag, and tags left open."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, Attributes]] = []
        self.forms: list[Form] = []
        self.fields: list[Field] = []
        self.wrong: list[str] = []
        self.title = ""
        self._open: list[str] = []
        self._form: Form | None = None
        self.feed(text)
        self.close()
        self.wrong += [
            f"<{tag}> is never closed" for tag in self._open if tag in ("div", "form", "section", "ul", "table", "main", "details")
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.wrong += [f"{name} twice in <{tag}>" for name in set(names) if names.count(name) > 1]
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "form":
            self._form = Form(given)
            self.forms.append(self._form)
        if tag in ("input", "select", "textarea"):
            self._field(Field(tag, given, given.get("value", ""), in_label="label" in self._open))
        if tag == "option" and self.fields:
            self.fields[-1].options.append(given.get("value", ""))
            if "selected" in given:
                self.fields[-1].value = given.get("value", "")
        if tag == "button" and self._form and given.get("type", "submit") == "submit":
            self._form.buttons.append((given.get("name", ""), given.get("value", "")))

    def _field(self, one: Field) -> None:
        self.fields.append(one)
        if self._form is not None:
            self._form.fields.append(one)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title += data
        if self._open[-1:] == ["textarea"] and self.fields:
            self.fields[-1].value += data.lstrip("\n")

    def every(self, tag: str) -> list[Attributes]:
        return [given for name, given in self.tags if name == tag]

    def links(self) -> Iterator[str]:
        yield from (given["href"] for given in self.every("a") if given.get("href", "").startswith("/"))

    def fetched(self) -> Iterator[str]:
        """What a browser fetches with the page."""
        for tag, given in self.tags:
            if tag in ("script", "img", "source") and given.get("src"):
                yield given["src"]
            if tag == "link" and set(given.get("rel", "").split()) & {"stylesheet", "icon", "manifest", "preload"} and given.get("href"):
                yield given["href"]
            if tag == "use" and given.get("href", "").startswith("/"):
                yield given["href"].partition("#")[0]
