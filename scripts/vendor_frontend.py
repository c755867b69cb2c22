"""Take govuk-frontend's style into the site: without its brand, and only the components we use.

Run once a release, with the unpacked npm package: `npm pack govuk-frontend@6.6.0`, unpack it outside the checkout, then
`python scripts/vendor_frontend.py FOLDER-OF-THE-PACKAGE`. The result is committed, so nobody needs Node to run Tenor.

What is changed, and why:
- the two font faces go: that cut is for gov.uk alone; the font stack becomes ours;
- the crest and everything under `assets/` stays out: they are a government's, and Tenor is not one;
- the source map's address goes: without the map, the step that names files by their hash stops;
- components we do not use go: a first visit over a poor line is smaller.

The package brings no licence file; the notice of its repository stands beside the result as LICENSE.txt.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/tenor/web/static/tenor/vendor"

# The names of the components whose rules we keep: `.govuk-NAME`, `.govuk-NAME__part`, `.govuk-NAME--kind`.
KEPT = (
    "skip-link visually-hidden visually-hidden-focusable error-summary error-message form-group fieldset label label-wrapper hint "
    "input textarea select radios checkboxes date-input file-upload button button-group list link"
).split()
NAME = re.compile(r"\.govuk-(\\?!-)?([a-z0-9]+(?:-[a-z0-9]+)*)")
COMMA = re.compile(r",(?![^(]*\))")
NOTICE = (
    "/*! govuk-frontend {version}, MIT licence, Copyright (c) Crown Copyright (Government Digital Service). See LICENSE.txt. "
    "Changed by scripts/vendor_frontend.py: brand, fonts and unused components removed. */\n"
)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """(prelude, block) of each rule at this level; a statement without a block has an empty one."""
    at = 0
    while at < len(css):
        opened, ended = css.find("{", at), css.find(";", at)
        if opened < 0:
            return
        if 0 <= ended < opened and css[at:].lstrip().startswith("@"):
            yield css[at : ended + 1], ""
            at = ended + 1
            continue
        depth, end = 1, opened + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        yield css[at:opened].strip(), css[opened + 1 : end - 1]
        at = end


def wanted(selector: str) -> bool:
    """Whether all components a selector names are ours; one that names none (`:root`) is."""
    return all((not special and name in KEPT) or (bool(special) and name.startswith("width")) for special, name in NAME.findall(selector))


def subset(css: str) -> str:
    """The same style with only the rules of the components we keep."""
    kept: list[str] = []
    for prelude, block in rules(css):
        if prelude.startswith("@font-face") or not block:
            continue
        if prelude.startswith(("@media", "@supports")):
            inner = subset(block)
            kept += [f"{prelude}{{{inner}}}"] if inner else []
            continue
        selectors = [each for each in COMMA.split(prelude) if wanted(each)] if not prelude.startswith("@") else [prelude]
        if selectors and "/assets/" not in block:
            kept.append(f"{','.join(selectors)}{{{block}}}")
    return "".join(kept)


def without_brand(css: str, version: str) -> str:
    """The style as we ship it, its notice first."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r'"?GDS Transport"?,\s*arial,\s*sans-serif', 'arial,"Liberation Sans",sans-serif', css)
    css = css.removeprefix("\ufeff").replace('@charset "UTF-8";', "")
    return NOTICE.format(version=version) + subset(css) + "\n"


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    package = Path(sys.argv[1])
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    css = without_brand((package / "dist/govuk/govuk-frontend.min.css").read_text(encoding="utf-8"), version)
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "govuk-frontend.css").write_text(css, encoding="utf-8")
    (TARGET / "SHA256.txt").write_text(hashlib.sha256(css.encode()).hexdigest() + "\n", encoding="utf-8")
    print(f"govuk-frontend {version}: {len(css)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
