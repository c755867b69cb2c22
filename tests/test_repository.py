"""The house rules as tests: a rule that nothing enforces is a wish.

Each failure says what to do. An allow-list entry carries its reason; an entry that is no longer needed fails too.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src/tenor"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted(SRC.rglob("*.py"))
FOLDERS = sorted(p.name for p in SRC.iterdir() if p.is_dir() and any(p.rglob("*.py")))
ABOVE_THE_LINE = {"cli", "server", "workshop", "web", "api", "desk"}

# path::function -> why it is one piece.
LONG_FUNCTIONS: dict[str, str] = {}
# path -> why it is one file.
LONG_MODULES: dict[str, str] = {
    "src/tenor/desk/migrations/0001_initial.py": "written by makemigrations: all tables at once",
    "src/tenor/review/model.py": "the nouns of a review in the order of its table of contents, no rule",
    "src/tenor/terms/shape.py": "one table: every section and key of the language",
    "src/tenor/terms/node.py": "one class: a value of the tree, followed through readings and tables with its place",
}
# path::line's text -> why no band, date or duty can depend on it.
FLOATS: dict[str, str] = {}


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), filename=str(module))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- Folders and names ---------------------------------------------------------------------------------------------


def contract(kind: str) -> dict[str, list[str]]:
    return next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["type"] == kind)


def test_every_folder_has_its_place_on_the_road() -> None:
    layers = {name.strip() for layer in contract("layers")["layers"] for name in layer.split("|")}
    asked = {name for name in layers if not name.startswith("(")}
    known = {name.strip("()") for name in layers}
    assert set(FOLDERS) <= known, f"{set(FOLDERS) - known}: give each its layer in pyproject.toml, [[tool.importlinter.contracts]]"
    assert asked <= set(FOLDERS), f"{asked - set(FOLDERS)}: a layer with no folder; make it, or put it in parentheses in pyproject.toml"
    there = {f"({name})" for name in FOLDERS} & layers
    assert not there, f"{there}: the folder exists now; take the parentheses off its layer in pyproject.toml"


def test_every_pure_stage_is_kept_from_the_world() -> None:
    pure = {f"tenor.{name}" for name in FOLDERS if name not in ABOVE_THE_LINE}
    named = set(contract("forbidden")["source_modules"])
    assert pure == named, f"{pure ^ named}: source_modules of the forbidden contract in pyproject.toml must name each pure stage"


def test_the_readme_shows_every_folder() -> None:
    readme = ROOT / "README.md"
    assert readme.exists(), "write README.md, with the drawing of the folders"
    text = readme.read_text(encoding="utf-8")
    missing = [name for name in FOLDERS if f"{name}/" not in text]
    assert not missing, f"README.md does not name {missing}: add each as `name/` to the drawing"


def test_nothing_is_named_for_having_no_name() -> None:
    vague = re.compile(r"(utils?|helpers?|common|misc|managers?|handlers?|services?|processors?)")
    paths = [p for p in SRC.rglob("*") if vague.fullmatch(p.stem) and "__pycache__" not in p.parts]
    suffixes = ("Manager", "Handler", "Service", "Processor", "Helper", "Utils")
    classes = [
        f"{short(module)}::{node.name}"
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ClassDef) and node.name.endswith(suffixes)
    ]
    found = [short(p) for p in paths] + classes
    assert not found, f"{found}: name each for what it does, from GLOSSARY.md"


# --- Size ----------------------------------------------------------------------------------------------------------


def lengths(module: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(parsed(module)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.end_lineno is not None
            yield f"{short(module)}::{node.name}", node.end_lineno - node.lineno + 1


def test_functions_are_short() -> None:
    long = {name: size for module in MODULES for name, size in lengths(module) if size > 50}
    new = {name: size for name, size in long.items() if name not in LONG_FUNCTIONS}
    assert not new, f"over 50 lines (aim at 30): {new}; split each, or give the reason in LONG_FUNCTIONS"
    assert set(LONG_FUNCTIONS) <= set(long), f"{set(LONG_FUNCTIONS) - set(long)}: no longer long; take out of LONG_FUNCTIONS"


def test_modules_are_short() -> None:
    sizes = {short(module): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    long = {name: size for name, size in sizes.items() if size > 300}
    new = {name: size for name, size in long.items() if name not in LONG_MODULES}
    assert not new, f"over 300 lines (aim at 250): {new}; split each by its verbs, or give the reason in LONG_MODULES"
    assert set(LONG_MODULES) <= set(long), f"{set(LONG_MODULES) - set(long)}: no longer long; take out of LONG_MODULES"


# --- What src may say ------------------------------------------------------------------------------------------------

# A contract's own words belong in its terms.yaml. Each is a word from one of the example contracts.
OWN_WORDS = (
    r"[Vv]isit(?!_Constant|or)", r"[Oo]fsted", r"[Uu]nit [A-Z](?![A-Za-z])", r"[Ss]chedule 14", r"[Rr]eg(?:ulation|\.)? ?44",
    r"[Cc]hildren'?s [Hh]ome", r"[Ll]ift[_ -](?:repair|engineer|car|shaft)", r"[Ll]ifts(?![a-z])(?= (?:repaired|out of))", r"[Ee]ntrapment",
    r"[Cc]all[_-]?out", r"[Dd]ay[_ -][Cc]entre", r"[Tt]elecare", r"[Bb]rightwire",
)  # fmt: skip


def test_no_contract_has_words_in_src() -> None:
    own = re.compile("|".join(rf"(?<![A-Za-z]){word}" for word in OWN_WORDS))
    kinds = {".py", ".po", ".csv", ".txt", ".html", ".sql", ".yaml", ".json"}
    # the starting points are terms themselves: copies of contracts/*/terms.yaml, held to them by the test below
    texts = [p for p in SRC.rglob("*") if p.suffix in kinds and not (p.parent.name == "starting_points" and p.suffix == ".yaml")]
    found = [
        f"{short(path)}:{number}: {hit.group()!r}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (hit := own.search(line))
    ]
    assert not found, "a contract's own words; say it in the words of GLOSSARY.md, or move it to the terms:\n" + "\n".join(found)


# A name that an example contract gave itself, and what else it is here.
ALSO_OURS = {
    "Example County Council": "the invented buyer of made-up portfolios",
    "Alex Example": "an invented person of the demonstration",
    "Chris Specimen": "an invented person of the demonstration",
    "Elder House": "an example in docstrings of charts",
    "Fir House": "an example in docstrings of charts",
    "Beech House": "an example in a docstring of what people call a row",
    "came_back": "how many rows a unit sent back, on the telephone page",
    "sent_back": "rows a unit sent back",
    "reported_on": "the day of a report of progress",
    "sent_on": "the day minutes were sent",
    "report_due_on": "an example in a docstring of a field",
    "sent_to_council_on": "an example in a docstring of a heading",
    "answered_on": "the day minutes were answered",
    "asked_on": "the day something was asked for, on pages",
    "equality officer": "a role of the site",
    "expires_on": "the day a certificate of a worker runs out, on pages",
    "left_on": "an example in a docstring about standing lists",
    "received_on": "the day minutes, notices and plans were received",
    "started_on": "an example in a docstring about standing lists",
    "fixed_at": "an example in a sentence about lengths of time",
    "opened_at": "an example in a sentence about lengths of time",
    "put_right": "a count of rows on a page",
    "improvement plan": "the step that the contract's own plans are called by where it names none",
    "supplier contract manager": "a role of the site",
    "buyer contract manager": "a role of the site",
    "safety officer": "a hint of a form",
    "formal letter": "what a person reads where a notice is meant",
    "formal warning": "an example in docstrings",
    "monthly charge": "an example in a sentence about charges",
    "to be agreed": "a hole, in the words of the language",
}


def own_names(terms: Path) -> set[str]:
    """What a contract calls its KPIs, rows, fields, places, charges, steps, events, rules, parties and roles."""
    tree = YAML(typ="safe").load(terms.read_text(encoding="utf-8"))
    found = {tree["contract"][key] for key in ("reference", "title", "buyer", "supplier")}
    for section in ("kpis", "units", "rules", "returns", "meetings"):
        found |= {each["id"] for each in tree.get(section) or ()}
    for section in ("datasets", "charges", "steps", "events"):
        found |= set(tree.get(section) or ())
    for dataset in (tree.get("datasets") or {}).values():
        found |= {*dataset.get("fields", ()), *(dataset.get("derived") or ())}
    found |= {each["name"] for section in ("units", "contacts") for each in tree.get(section) or () if "name" in each}
    found |= {each["role"] for each in tree.get("contacts") or () if "role" in each}
    return {name for name in found if re.search(r"[A-Za-z][ _-][A-Za-z]", name)}


def test_no_name_a_contract_gave_itself_is_in_src() -> None:
    """Taken from the examples themselves, so that a new one is held to it from its first day. Of names of several words: a single one
    may well be a word of ours too. One that is has its reason in ALSO_OURS."""
    kinds = {".py", ".po", ".html"}
    text = "\n".join(p.read_text(encoding="utf-8") for p in sorted(SRC.rglob("*")) if p.suffix in kinds)
    own = {name: terms.parent.name for terms in sorted((ROOT / "contracts").glob("*/terms.yaml")) for name in own_names(terms)}
    assert len(own) > 60, "the examples name hardly anything: this test tries nothing"
    found = {name for name in own if re.search(rf"(?<![A-Za-z_-]){re.escape(name)}(?![A-Za-z_-])", text)}
    new = {name: own[name] for name in sorted(found - set(ALSO_OURS))}
    assert not new, f"a contract's own names: say it in the words of GLOSSARY.md, or give the reason in ALSO_OURS: {new}"
    assert set(ALSO_OURS) <= found, f"{set(ALSO_OURS) - found}: no longer there; take out of ALSO_OURS"


def test_the_starting_points_are_the_examples() -> None:
    """A new contract can start from the examples' terms where there is no checkout: each is the very file."""
    copies = {path.stem: path.read_bytes() for path in (SRC / "desk/starting_points").glob("*.yaml")}
    examples = {path.parent.name: path.read_bytes() for path in (ROOT / "contracts").glob("*/terms.yaml")}
    assert copies == examples, "run scripts/make_starting_points.py"


def float_lines(module: Path) -> Iterator[str]:
    """Lines that make a float, but for how near a misspelt word must be to be offered (`difflib`'s cutoff)."""
    lines = module.read_text(encoding="utf-8").splitlines()
    near = {id(node.value) for node in ast.walk(parsed(module)) if isinstance(node, ast.keyword) and node.arg == "cutoff"}
    for node in ast.walk(parsed(module)):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float) and id(node) not in near
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
        if isinstance(node, ast.Constant | ast.Call) and (literal or called):
            yield f"{short(module)}::{lines[node.lineno - 1].strip()}"


def test_no_float_decides() -> None:
    deciding = [SRC / folder for folder in ("base", "terms", "figures", "review")]
    found = [line for folder in deciding for module in sorted(folder.rglob("*.py")) for line in float_lines(module)]
    new = [line for line in found if line not in FLOATS]
    assert not new, "23/40 against 57.5% comes out wrong in floats; use integers, Decimal from text or Fraction:\n" + "\n".join(new)
    assert set(FLOATS) <= set(found), f"{set(FLOATS) - set(found)}: no longer there; take out of FLOATS"


def plain(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_src_imports_only_what_is_installed_with_it() -> None:
    declared = {
        re.split(r"[<>=!~\[ ;]", line)[0].lower().replace("_", "-").replace(".", "-") for line in PROJECT["project"]["dependencies"]
    }
    owners = packages_distributions()
    for module in MODULES:
        for node in ast.walk(parsed(module)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            for top in {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"tenor"}:
                owned_by = {plain(owner) for owner in owners.get(top, [top])}
                assert owned_by & declared, f"{short(module)} imports {top}: add it to [project] dependencies and run scripts/lock.sh"


# --- Wording -------------------------------------------------------------------------------------------------------


def compile_wording() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile_wording", ROOT / "scripts/compile_wording.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sentences(language: str = "en") -> dict[str, str]:
    found: dict[str, str] = compile_wording().read(SRC / "base/locale" / language)
    return {code: text for code, text in found.items() if code}


def patterns(node: ast.AST) -> Iterator[str]:
    """The codes an expression can be, as regular expressions: a literal is itself, the holes of an f-string are anything."""
    inside: set[int] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.JoinedStr):
            inside |= {id(piece) for piece in ast.walk(part)}
            yield "".join(re.escape(p.value) if isinstance(p, ast.Constant) and isinstance(p.value, str) else ".+" for p in part.values)
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in inside:
            yield re.escape(part.value)


def code_of(call: ast.Call) -> ast.expr | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in {"said", "Said", "problem", "Problem"}:
        return None
    given = call.args[0] if call.args else next((k.value for k in call.keywords if k.arg == "code"), None)
    # said("a" if x else "b"): the two codes, not what stands in the test.
    return ast.Tuple([given.body, given.orelse], ast.Load()) if isinstance(given, ast.IfExp) else given


def calls() -> Iterator[tuple[Path, ast.Call, ast.expr]]:
    for module in MODULES:
        for node in ast.walk(parsed(module)):
            if (
                isinstance(node, ast.Call)
                and (code := code_of(node)) is not None
                and isinstance(code, (ast.Constant, ast.JoinedStr, ast.Tuple))
            ):
                yield module, node, code


def test_every_code_has_a_sentence() -> None:
    known = sentences()
    missing = [
        f"{short(module)}:{call.lineno}: " + pattern.replace("\\", "")
        for module, call, code in calls()
        for pattern in patterns(code)
        if not any(re.fullmatch(pattern, sentence) for sentence in known)
    ]
    assert not missing, "no sentence in src/tenor/base/locale/en/<stage>.po; add it and run scripts/compile_wording.py:\n" + "\n".join(
        missing
    )


def test_every_sentence_is_used() -> None:
    used = {pattern for module in MODULES for pattern in patterns(parsed(module))}
    # An f-string stands for codes only where it says enough of them: f"act-{kind}", not f"{a}-{b}".
    families = [p for p in used if ".+" in p and max(len(p.split(".+")[0]), len(p.split(".+")[-1])) > 3]
    family = re.compile("|".join(families) or "(?!)")
    unused = [code for code in sentences() if re.escape(code) not in used and not family.fullmatch(code)]
    assert not unused, f"sentences that nothing says; take them out of the .po, or say them: {unused}"


def values_of(call: ast.Call) -> set[str] | None:
    """The names of the values a call gives its sentence; None where they are worked out as it runs."""
    given = call.args[1] if len(call.args) > 1 else next((k.value for k in call.keywords if k.arg == "values"), None)
    if isinstance(given, ast.Dict):
        keys = [k.value if isinstance(k, ast.Constant) else None for k in given.keys]
        return None if None in keys else {str(key) for key in keys}
    by_name = getattr(call.func, "id", "") in {"Said", "Problem"}
    if any(k.arg is None for k in call.keywords) or (given is not None and by_name):
        return None
    return {k.arg for k in call.keywords if k.arg is not None} - {"code", "where", "clause", "weight", "values"}


def test_every_sentence_gets_its_values() -> None:
    wrong = []
    for language in sorted(p.name for p in (SRC / "base/locale").iterdir() if p.is_dir()):
        known = sentences(language)
        for module, call, code in calls():
            values = values_of(call)
            for said in [known[p] for p in (c.value for c in ast.walk(code) if isinstance(c, ast.Constant)) if p in known]:
                asked = {re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(said) if name}
                if values is not None and asked - values:
                    wrong.append(f"{short(module)}:{call.lineno} ({language}): {asked - values} of {said!r}")
    assert not wrong, "a sentence asks for values that the call does not give:\n" + "\n".join(wrong)


def test_another_language_has_no_sentence_of_its_own() -> None:
    for language in sorted(p.name for p in (SRC / "base/locale").iterdir() if p.is_dir()):
        strays = set(sentences(language)) - set(sentences())
        assert not strays, f"{language}: {strays} stand in no English .po; correct the code or take them out"


def test_the_compiled_wording_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "scripts/compile_wording.py"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, f"run: python scripts/compile_wording.py   {done.stdout}{done.stderr}"


# --- What is committed -----------------------------------------------------------------------------------------------


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("no git, or not a git checkout: nothing is tracked")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_committed_file_names_a_registry_or_a_machine() -> None:
    registry = re.compile(r"https?://[^\s/]*(?:py" r"pi|python" r"hosted|npm" r"js|deb" r"ian)[^\s]*")
    machine = re.compile(r"(?<![\w.}])/(?:wo" r"rk|ro" r"ot|tmp/ba" r"sh_jobs)(?:/|\b\.\w)")
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{short(path)}: {hit.group()}" for hit in (*registry.finditer(text), *machine.finditer(text))]
    assert not found, "addresses of registries and paths of one machine are no use to anyone else; take them out:\n" + "\n".join(found)


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    from packaging.requirements import Requirement

    groups = [line for group in PROJECT["dependency-groups"].values() for line in group]
    for lock, wanted in {
        "requirements.lock": PROJECT["project"]["dependencies"],
        "requirements-dev.lock": [*PROJECT["project"]["dependencies"], *groups],
    }.items():
        held = pins(lock)
        for need in map(Requirement, wanted):
            name = plain(need.name)
            assert name in held, f"{lock} lacks {name}: run scripts/lock.sh"
            assert need.specifier.contains(held[name], prereleases=True), f"{lock} holds {name} {held[name]}: run scripts/lock.sh"
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert run.items() <= dev.items(), "the two locks differ: run scripts/lock.sh, which makes both"


def test_the_version_is_one() -> None:
    from tenor import __version__

    version = PROJECT["project"]["version"]
    assert version == __version__, f"pyproject.toml says {version}, src/tenor/__init__.py {__version__}: make them one"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_pin_every_file_by_its_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    for entry in re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry, f"{lock}: {entry.split()[0]} has no hash; run scripts/lock.sh"
    assert "://" not in text, f"{lock} names an address; run scripts/lock.sh"


# --- What a person can find ----------------------------------------------------------------------------------------


def commands(group: object, before: str = "tenor") -> Iterator[str]:
    for name, command in getattr(group, "commands", {}).items():
        if getattr(command, "commands", None):
            yield from commands(command, f"{before} {name}")
        elif not getattr(command, "hidden", False):
            yield f"{before} {name}"


def test_every_command_is_written_down() -> None:
    if not (SRC / "cli/main.py").exists():
        pytest.skip("src/tenor/cli/main.py does not exist yet")
    import typer.main

    from tenor.cli.main import app

    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages if page.exists())
    found = list(commands(typer.main.get_command(app)))
    assert found, "tenor.cli.main.app has no commands"
    missing = [command for command in found if not re.search(rf"{re.escape(command)}\b", text)]
    assert not missing, f"write each, as printed here, in README.md or docs/reference: {missing}"
