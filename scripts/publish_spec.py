"""Write the chapters of `tests/spec` as pages of `docs/reference/spec`: what is tried is what is told.

A chapter is a test module whose docstring is Markdown. Each parametrized test becomes a section: its name, its docstring, and a table
of its cases under the names of its parameters. `--check` writes nothing and exits 1 when a page is behind.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parent.parent
SPEC = ROOT / "tests/spec"
PAGES = ROOT / "docs/reference/spec"
GUIDE = ROOT / "docs/guide"
IN_GUIDE = ("how-do-i-say",)  # a chapter that is looked up, not read through
LONGEST = 220  # characters of a cell; whole files are told by their first line


def load(path: Path) -> ModuleType:
    """A chapter, imported as pytest would."""
    for folder in (ROOT, ROOT / "src", SPEC):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def page(module: ModuleType) -> str:
    """The chapter as Markdown."""
    parts = [(module.__doc__ or "").strip()]
    for name, test in vars(module).items():
        if name.startswith("test_") and callable(test) and getattr(test, "__module__", "") == module.__name__:
            parts += section(name, test, getattr(module, "LONGEST_CELL", LONGEST))
    return "\n\n".join(parts) + "\n"


def section(name: str, test: Any, longest: int) -> Iterator[str]:
    """A heading, what it says, and its cases."""
    yield f"## {name.removeprefix('test_').replace('_', ' ').capitalize()}"
    if test.__doc__:
        yield " ".join(test.__doc__.split())
    for mark in getattr(test, "pytestmark", []):
        if mark.name == "parametrize":
            yield table(mark.args[0], mark.args[1], longest)


def table(names: Any, cases: Iterable[Any], longest: int) -> str:
    """The cases under the names of the parameters."""
    columns = [n.strip() for n in names.split(",")] if isinstance(names, str) else list(names)
    lines = [f"| {' | '.join(c.replace('_', ' ') for c in columns)} |", f"| {' | '.join('---' for _ in columns)} |"]
    for case in cases:
        values = getattr(case, "values", case)
        values = values if isinstance(values, (tuple, list)) and (len(columns) > 1 or hasattr(case, "values")) else (values,)
        lines.append(f"| {' | '.join(cell(v, longest) for v in values)} |")
    return "\n".join(lines)


def cell(value: Any, longest: int = LONGEST) -> str:
    """One value on one line."""
    if isinstance(value, date):
        text = value.isoformat()
    elif isinstance(value, bytes):
        # a workbook made for the case holds the time it was made
        text = "(a zip file)" if value.startswith(b"PK") else value.decode("utf-8", "replace")
    elif isinstance(value, (set, frozenset)):
        text = ", ".join(sorted(map(str, value)))
    elif isinstance(value, (list, tuple)):
        text = "; ".join(", ".join(map(cell, one)) if isinstance(one, (list, tuple)) else cell(one) for one in value)
    elif callable(value):
        text = str(getattr(value, "__name__", "…")).replace("<lambda>", "…")
    else:
        text = str(value)
    text = " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
    return text if len(text) <= longest else text[: longest - 1] + "…"


def keys() -> list[str]:
    """The page of all keys, made from the table of the language."""
    sys.path.insert(0, str(ROOT / "src"))
    from tenor.terms.key_tables import key_tables

    target, text = PAGES.parent / "terms-keys.md", key_tables()
    if target.exists() and target.read_text(encoding="utf-8") == text:
        return []
    if "--check" not in sys.argv:
        target.write_text(text, encoding="utf-8")
    return [target.name]


def main() -> int:
    """Write what has changed; name what is behind."""
    PAGES.mkdir(parents=True, exist_ok=True)
    behind = []
    for path in sorted(SPEC.glob("test_*.py")):
        module = load(path)
        if not (module.__doc__ or "").lstrip().startswith("# "):
            continue
        name = path.stem.removeprefix("test_").replace("_", "-")
        target, text = (GUIDE if name in IN_GUIDE else PAGES) / f"{name}.md", page(module)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            behind.append(target.name)
            if "--check" not in sys.argv:
                target.write_text(text, encoding="utf-8")
    behind += keys()
    print(f"{'behind' if '--check' in sys.argv else 'written'}: {', '.join(behind) or 'nothing'}")
    return 1 if behind and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
