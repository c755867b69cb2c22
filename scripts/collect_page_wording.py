"""Collect the words of the pages for their translators, and compile what they wrote. Needs no gettext tools.

`python scripts/collect_page_wording.py` reads every template and module of `src/tenor/web`, brings
`src/tenor/web/locale/<language>/LC_MESSAGES/django.po` up to date (what was translated stays; what no page says any more goes) and writes
`django.mo` beside it. `--check` writes nothing and exits 1 when a file is behind. An empty msgstr falls back to English.
"""

from __future__ import annotations

import ast
import re
import runpy
import sys
from pathlib import Path
from typing import Any

from django.utils.translation.template import templatize

COMPILING: dict[str, Any] = runpy.run_path(str(Path(__file__).parent / "compile_wording.py"))  # the .mo format is written there
WEB = Path(__file__).parent.parent / "src/tenor/web"
LOCALE = WEB / "locale"
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "ngettext", "ngettext_lazy"}
TEMPLATE_CALL = re.compile(
    r"""\b(n?gettext|_)\(\s*(u?"(?:[^"\\]|\\.)*"|u?'(?:[^'\\]|\\.)*'|u?\"{3}.*?\"{3}|u?'{3}.*?'{3})(?:\s*,\s*(u?"(?:[^"\\]|\\.)*"|u?'(?:[^'\\]|\\.)*'|u?\"{3}.*?\"{3}|u?'{3}.*?'{3}))?""",
    re.DOTALL,
)
PLURALS = {"cy": "nplurals=2; plural=(n != 1);"}

Key = tuple[str, ...]  # (msgid,) or (msgid, msgid_plural)


def of_module(path: Path) -> set[Key]:
    """What a module asks gettext for, where the text stands in the call."""
    found: set[Key] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS):
            continue
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if texts:
            found.add(tuple(texts[: 2 if node.func.id.startswith("n") else 1]))
    return found


def of_template(path: Path) -> set[Key]:
    """What a template says, by Django's own reading of its tags."""
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    found: set[Key] = set()
    for name, one, many in TEMPLATE_CALL.findall(code):
        key = (_plain(one), _plain(many)) if name == "ngettext" and many else (_plain(one),)
        found.add(key)
    return found


def _plain(quoted: str) -> str:
    return str(ast.literal_eval(quoted.removeprefix("u")))


def collected() -> list[Key]:
    """Every text of the pages, sorted, each once; a text with a plural wins over the same without."""
    keys: set[Key] = set()
    for path in WEB.rglob("*.py"):
        keys |= of_module(path)
    for path in (WEB / "templates").rglob("*.html"):
        keys |= of_template(path)
    plural = {key[0] for key in keys if len(key) > 1}
    return sorted(key for key in keys if key[0] and (len(key) > 1 or key[0] not in plural))


def read_po(path: Path) -> dict[Key, list[str]]:
    """What was translated."""
    known: dict[Key, list[str]] = {}
    for block in (path.read_text(encoding="utf-8") if path.exists() else "").split("\n\n"):
        parts: dict[str, str] = {}
        for name, quoted in re.findall(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:"(?:[^"\\]|\\.)*"\s*)+)', block, re.MULTILINE):
            parts[name] = str(COMPILING["text_of"](quoted))
        if parts.get("msgid"):
            key = (parts["msgid"], parts["msgid_plural"]) if "msgid_plural" in parts else (parts["msgid"],)
            known[key] = [parts[name] for name in sorted(parts) if name.startswith("msgstr")]
    return known


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def header(language: str) -> str:
    return f"Language: {language}\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: {PLURALS.get(language, PLURALS['cy'])}\n"


def write_po(language: str, keys: list[Key], known: dict[Key, list[str]]) -> str:
    blocks = [f'msgid ""\nmsgstr {quoted(header(language))}']
    for key in keys:
        said = known.get(key, [])
        if len(key) == 1:
            blocks.append(f"msgid {quoted(key[0])}\nmsgstr {quoted(said[0] if said else '')}")
        else:
            one, many = ([*said, "", ""])[:2]
            blocks.append(f"msgid {quoted(key[0])}\nmsgid_plural {quoted(key[1])}\nmsgstr[0] {quoted(one)}\nmsgstr[1] {quoted(many)}")
    return "\n\n".join(blocks) + "\n"


def write_mo(language: str, keys: list[Key], known: dict[Key, list[str]]) -> bytes:
    sentences = {"": header(language)}
    for key in keys:
        said = known.get(key, [])
        if said and all(said):
            sentences["\0".join(key)] = "\0".join(said)
    made: bytes = COMPILING["mo"](sentences)
    return made


def main() -> int:
    behind, keys = 0, collected()
    for language in sorted(p for p in LOCALE.iterdir() if p.is_dir()):
        folder = language / "LC_MESSAGES"
        known = read_po(folder / "django.po")
        new = {"django.po": write_po(language.name, keys, known).encode(), "django.mo": write_mo(language.name, keys, known)}
        for name, data in new.items():
            if (folder / name).exists() and (folder / name).read_bytes() == data:
                continue
            behind += 1
            if "--check" not in sys.argv:
                folder.mkdir(exist_ok=True)
                (folder / name).write_bytes(data)
        done = sum(1 for key in keys if all(known.get(key, [""])))
        print(f"{language.name}: {done} of {len(keys)} texts translated")
    return 1 if behind and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
