"""Texts that are not ours: paragraphs as they were written, with the words that matter marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString


def paragraphs(text: Any, marked: Sequence[str] | None = None) -> SafeString:
    """Escaped, a paragraph for each blank line and a break for each line end; `marked` phrases in <mark>."""
    parts = text if isinstance(text, (list, tuple)) else re.split(r"\n\s*\n", str(text or "").strip())
    shown = [f"<p>{_marked(str(part), marked or ())}</p>" for part in parts if str(part).strip()]
    return SafeString("".join(shown))


def _marked(text: str, phrases: Sequence[str]) -> str:
    wanted = [re.escape(phrase) for phrase in phrases if phrase.strip()]
    pieces = re.split(f"({'|'.join(wanted)})", text, flags=re.IGNORECASE) if wanted else [text]
    shown = [f"<mark>{escape(piece)}</mark>" if place % 2 else str(escape(piece)) for place, piece in enumerate(pieces)]
    return "".join(shown).replace("\n", "<br>")
