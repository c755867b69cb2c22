"""The keys of the language as pages of the manual: made from the one table of `shape.py`, so that they cannot say anything else."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.terms.meanings import meaning
from tenor.terms.schema import EXAMPLES
from tenor.terms.shape import SHAPES, Key, keys_of

HEAD = """# The keys of terms.yaml

Every key of the language, section by section, made from the table that the program reads by. *Must* = it cannot be left out. *Not yet* =
it belongs to the language and is refused until it is worked out. Wherever a value stands, `{reading: id}`, a table (`{by year: …}`) or a
word for a hole (`not said`, `to be agreed`, `redacted`, `not applicable`, `{elsewhere: …}`) may stand too.
What phrases mean, and what is said of wrong ones: [the terms language, in tables](spec/terms-language.md).
How a contract's own words are said: [How do I say …?](../guide/how-do-i-say.md)."""
_WORDS = {
    "names": "a text or a list",
    "clause": "a clause, or a list",
    "text": "text",
    "yes/no": "yes or no",
    "version": '"1"',
    "id": "an id",
}


def key_tables() -> str:
    """The page as Markdown."""
    return "\n\n".join([HEAD, *(_section(shape) for shape in SHAPES)]) + "\n"


def _section(shape: str) -> str:
    lines = [f"## {shape}", "", "| key | what it means | value | |", "| --- | --- | --- | --- |"]
    lines += [f"| `{name}` | {meaning(shape, name)} | {_value(key.kind)} | {_note(key)} |" for name, key in keys_of(shape).items()]
    return "\n".join(lines)


def _note(key: Key) -> str:
    return "not yet" if key.not_yet else "must" if key.needed else ""


def _value(kind: str) -> str:
    return " or ".join(_parts(kind)) or "–"


def _parts(kind: str) -> Iterator[str]:
    if kind in _WORDS:
        yield _WORDS[kind]
        return
    for part in kind.split("/"):
        inner = part[1:-1]
        link = f"[{inner}](#{inner})" if inner in SHAPES else inner
        if part[:1] == "[":
            yield f"a list of {link}"
        elif part[:1] == "{":
            yield f"names, each with {link}"
        elif part[:1] == "(":
            yield f"a map: {link}"
        elif "|" in part:
            yield ", ".join(f"`{word.removeprefix('~')}`" for word in part.split("|"))
        elif part:
            yield _WORDS.get(part, f"{part}, such as `{EXAMPLES[part]}`" if part in EXAMPLES else part)
