"""The words of the pages in Welsh: compiled from what translators wrote, English where they have not yet."""

from __future__ import annotations

import runpy
from pathlib import Path

from django.utils import translation

ROOT = Path(__file__).parents[2]
COLLECTING = runpy.run_path(str(ROOT / "scripts/collect_page_wording.py"))
WELSH = ROOT / "src/tenor/web/locale/cy/LC_MESSAGES"


def test_what_is_compiled_is_what_was_written() -> None:
    known = COLLECTING["read_po"](WELSH / "django.po")
    assert (WELSH / "django.mo").read_bytes() == COLLECTING["write_mo"]("cy", list(known), known)


def test_templates_and_modules_are_both_collected() -> None:
    keys = set(COLLECTING["collected"]())
    assert ("Skip to main content",) in keys
    assert ("One thing to put right", "%(n)s things to put right") in keys
    assert ("%(what)s must be a real day",) in keys


def test_welsh_falls_back_to_english() -> None:
    with translation.override("cy"):
        assert translation.gettext("Contracts") == "Contractau"
        assert translation.gettext("Something nobody translated") == "Something nobody translated"


def test_each_welsh_sentence_keeps_the_values_of_its_english(tmp_path: Path) -> None:
    known = COLLECTING["read_po"](WELSH / "django.po")
    values = lambda text: sorted(part.split(")")[0] for part in text.split("%(")[1:])  # noqa: E731
    wrong = [key for key, said in known.items() for each in said if each and values(each) != values(key[-1])]
    assert not wrong
