"""The parts of a workbook: which sheets it has, where they lie, and what its styles and shared texts say of cells.

Read with a parser that refuses document types, so that no entity is ever defined, and from a zip whose table was found to be within bounds.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_BUILT_IN_PERCENTS = frozenset({9, 10})
_TRUE = ("1", "true")

Start = Callable[[str, dict[str, str]], None]


class UnreadableWorkbook(Exception):
    """A workbook that cannot be read: the code of the sentence that says why. Never leaves `read_xlsx`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    name: str
    path: str
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parts:
    """`percents`: the cell styles that show a per cent. `text_lengths`: of the shared texts, by number."""

    files: Mapping[str, bytes]
    sheets: tuple[SheetPart, ...] = ()
    percents: frozenset[str] = frozenset()
    text_lengths: list[int] = field(default_factory=list)

    def alone(self) -> bytes:
        """The workbook again, of the parts that were read and nothing else: another reader then sees what this one saw."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for path, data in self.files.items():
                archive.writestr(zipfile.ZipInfo(path), data)
        return target.getvalue()


def parse(data: bytes, start: Start, end: Callable[[str], None] | None = None, text: Callable[[str], None] | None = None) -> None:
    """Walk an XML part; names come without their prefix. UnreadableWorkbook where it is damaged or defines a document type."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def refuse(*_: object) -> None:
        raise UnreadableWorkbook("return-xlsx-doctype")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    # Only a few producers prefix the names; the others are spared a call for each.
    prefixed = b":sheetData" in data or b":workbook" in data[:2000] or b":sst" in data[:2000] or b":styleSheet" in data[:2000]
    parser.StartElementHandler = (lambda name, attrs: start(name.rpartition(":")[2], attrs)) if prefixed else start
    if end:
        ended = end
        parser.EndElementHandler = (lambda name: ended(name.rpartition(":")[2])) if prefixed else ended
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as wrong:  # the latter two: an encoding that does not exist
        raise UnreadableWorkbook("return-xlsx-damaged") from wrong


def read_parts(data: bytes) -> Parts:
    """The parts a reader needs. UnreadableWorkbook where one is missing or damaged."""
    with _archive(data) as archive:
        files: dict[str, bytes] = {}
        for path in ("[Content_Types].xml", "_rels/.rels"):
            files[path] = _read(archive, path)
        workbook = next((target for kind, target in _targets(files["_rels/.rels"], "").values() if kind == "officeDocument"), "")
        files[workbook] = _read(archive, workbook)
        folder, name = posixpath.split(workbook)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        files[relations] = _read(archive, relations)
        targets = _targets(files[relations], folder)
        sheets = _sheets(files[workbook], targets)
        for kind, path in targets.values():
            if kind in ("styles", "sharedStrings") and path in archive.namelist():
                files[path] = _read(archive, path)
        for sheet in sheets:
            files[sheet.path] = _read(archive, sheet.path)
    styles = next((files[path] for kind, path in targets.values() if kind == "styles" and path in files), b"")
    texts = next((files[path] for kind, path in targets.values() if kind == "sharedStrings" and path in files), b"")
    return Parts(files=files, sheets=sheets, percents=_percents(styles), text_lengths=_lengths(texts))


def _archive(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as wrong:
        raise UnreadableWorkbook("return-xlsx-damaged") from wrong


def _read(archive: zipfile.ZipFile, path: str) -> bytes:
    try:
        return archive.read(path)
    except (KeyError, zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError) as wrong:
        raise UnreadableWorkbook("return-xlsx-damaged") from wrong


def _targets(relations: bytes, folder: str) -> dict[str, tuple[str, str]]:
    """id -> kind of part and its path, from a relations part."""
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attrs: dict[str, str]) -> None:
        if name == "Relationship" and attrs.get("TargetMode") != "External":
            target = attrs.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attrs.get("Id", "")] = (attrs.get("Type", "").rpartition("/")[2], path)

    parse(relations, lambda name, attrs: start(name.rpartition(":")[2], attrs))
    return found


def _sheets(workbook: bytes, targets: Mapping[str, tuple[str, str]]) -> tuple[SheetPart, ...]:
    found: list[SheetPart] = []

    def start(name: str, attrs: dict[str, str]) -> None:
        if name == "sheet":
            ref = next((value for key, value in attrs.items() if key.rpartition(":")[2] == "id"), "")
            kind, path = targets.get(ref, ("", ""))
            if kind == "worksheet":
                found.append(SheetPart(name=attrs.get("name", ""), path=path, hidden=attrs.get("state", "visible") != "visible"))

    parse(workbook, start)
    return tuple(found)


def _percents(styles: bytes) -> frozenset[str]:
    """The numbers of the cell styles whose format shows a per cent."""
    formats: dict[str, bool] = {}
    used: list[str] = []
    inside = False

    def start(name: str, attrs: dict[str, str]) -> None:
        nonlocal inside
        if name == "numFmt":
            formats[attrs.get("numFmtId", "")] = "%" in _QUOTED.sub("", attrs.get("formatCode", ""))
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            used.append(attrs.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name != "cellXfs"

    if styles:
        parse(styles, start, end)
    built_in = {str(n) for n in _BUILT_IN_PERCENTS}
    return frozenset(str(n) for n, ref in enumerate(used) if formats.get(ref, ref in built_in))


def _lengths(texts: bytes) -> list[int]:
    lengths: list[int] = []

    def start(name: str, _: dict[str, str]) -> None:
        if name == "si":
            lengths.append(0)

    def text(part: str) -> None:
        if lengths:
            lengths[-1] += len(part)

    if texts:
        parse(texts, start, None, text)
    return lengths


def is_true(value: str | None) -> bool:
    """A yes of a workbook's XML."""
    return value in _TRUE
