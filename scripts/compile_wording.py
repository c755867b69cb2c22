"""Compile `src/tenor/base/locale/<language>/*.po` into `<language>/LC_MESSAGES/tenor.mo`, and say what is missing.

Run after editing a sentence: `python scripts/compile_wording.py`. `--check` writes nothing and exits 1 when a .mo is behind.
Each stage has its own .po, so that a stage's sentences stand together; a code may stand in one file only.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "src/tenor/base/locale"
ENTRY = re.compile(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)^msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)


def text_of(quoted: str) -> str:
    return "".join(ast.literal_eval(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', quoted))


def read(language: Path) -> dict[str, str]:
    """code -> sentence, from all .po files of a language; a code that stands twice is an error."""
    found: dict[str, str] = {"": "Content-Type: text/plain; charset=UTF-8\n"}
    for po in sorted(language.glob("*.po")):
        for code, sentence in ENTRY.findall(po.read_text(encoding="utf-8")):
            if text_of(code) in found and text_of(code):
                sys.exit(f"{po.name}: the code {text_of(code)!r} stands twice")
            if text_of(code) and text_of(sentence):
                found[text_of(code)] = text_of(sentence)
    return found


def mo(sentences: dict[str, str]) -> bytes:
    """The GNU .mo format: a header of seven numbers, two tables of (length, offset), then the texts, sorted by key."""
    keys = sorted(sentences)
    ids = b"".join(k.encode() + b"\0" for k in keys)
    texts = b"".join(sentences[k].encode() + b"\0" for k in keys)
    start = 7 * 4
    id_start = start + 16 * len(keys)
    text_start = id_start + len(ids)
    id_table, text_table, at_id, at_text = b"", b"", id_start, text_start
    for key in keys:
        size, text_size = len(key.encode()), len(sentences[key].encode())
        id_table += struct.pack("<II", size, at_id)
        text_table += struct.pack("<II", text_size, at_text)
        at_id, at_text = at_id + size + 1, at_text + text_size + 1
    header = struct.pack("<7I", 0x950412DE, 0, len(keys), start, start + 8 * len(keys), 0, start + 16 * len(keys))
    return header + id_table + text_table + ids + texts


def main() -> int:
    behind = 0
    for language in sorted(p for p in LOCALE.iterdir() if p.is_dir()):
        target = language / "LC_MESSAGES/tenor.mo"
        data = mo(read(language))
        if target.exists() and target.read_bytes() == data:
            continue
        behind += 1
        if "--check" not in sys.argv:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
            print(f"{language.name}: {len(read(language)) - 1} sentences")
    return 1 if behind and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
