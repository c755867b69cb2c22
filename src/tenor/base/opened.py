"""Opening a file that somebody sent: what it really is, within bounds, never trusted for its name.

Of a zip (a workbook is one) the table must stay within bounds, and each part must unpack to exactly what the table says:
readers differ in what they do with one that lies. Parts are unpacked a piece at a time for that, and nothing of them is kept.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from tenor.base.problem import Place, Problem, problem
from tenor.base.wording import Value, said

Kind = Literal["xlsx", "docx", "zip", "pdf", "xls", "doc", "ole2", "encrypted", "image", "json", "csv", "html", "xml", "text"]

MAX_BYTES = 20_000_000
MAX_UNZIPPED = 200_000_000
MAX_MEMBERS = 5_000
# sheets of repeated cells shrink a hundredfold and more; a bomb shrinks a thousandfold
MAX_RATIO = 300
RATIO_COUNTS_FROM = 10_000_000
_PIECE = 1_000_000
TEXT_KINDS = frozenset({"json", "csv", "html", "xml", "text"})

_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file within bounds. `kind` is by content; `text` (of the text kinds) is without a byte-order mark; `notes` are said beside it."""

    name: str
    kind: Kind
    data: bytes
    sha256: str
    text: str | None = None
    encoding: str = ""
    notes: tuple[Problem, ...] = ()

    @property
    def size(self) -> int:
        return len(self.data)


def open_file(data: bytes, name: str) -> Opened | Problem:
    """What a file is, or why it cannot be taken. Only the bytes decide; the name is for people."""
    name = safe_name(name)
    if not data.strip():
        return _refused("file-empty", name)
    if len(data) > MAX_BYTES:
        return _refused("file-too-large", name, size=_megabytes(len(data)), most=_megabytes(MAX_BYTES))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _open_zip(data, name)
    kind = _binary_kind(data)
    if kind is not None:
        return _opened(data, name, kind)
    return _open_text(data, name)


def expect(opened: Opened, kinds: Collection[Kind]) -> Problem | None:
    """A Problem that says what the file is and what to send instead, if it is none of these kinds."""
    if opened.kind in kinds:
        return None
    if opened.kind == "encrypted":
        return _refused("file-encrypted", opened.name)
    wanted = [said(f"file-kind-{kind}") for kind in kinds]
    code = "file-old-office" if opened.kind in ("xls", "doc", "ole2") else "file-wrong-kind"
    return _refused(code, opened.name, found=said(f"file-kind-{opened.kind}"), wanted=wanted)


def safe_name(name: str) -> str:
    """A name fit to be shown and kept: no folders, no control or direction characters, at most 150 characters."""
    last = re.split(r"[/\\]", name)[-1]
    # direction marks can show "exe.pdf" as "fdp.exe"
    printable = "".join(
        c for c in last if c.isprintable() and c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    tidy = " ".join(printable.split()).strip(". ")
    if len(tidy) > 150:
        stem, dot, ending = tidy.rpartition(".")
        tidy = f"{stem[: 149 - len(ending)]}.{ending}" if dot and len(ending) < 10 else tidy[:150]
    return tidy or "file"


def _binary_kind(data: bytes) -> Kind | None:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE2):
        return _ole2_kind(data)
    return "image" if data.startswith(_IMAGES) else None


def _ole2_kind(data: bytes) -> Kind:
    """The compound files of old Office name their streams in UTF-16; a password-protected .xlsx is one too."""
    streams: tuple[tuple[str, Kind], ...] = (
        ("EncryptedPackage", "encrypted"),
        ("EncryptionInfo", "encrypted"),
        ("Workbook", "xls"),
        ("WordDocument", "doc"),
    )
    return next((kind for stream, kind in streams if stream.encode("utf-16-le") in data), "ole2")


def _open_zip(data: bytes, name: str) -> Opened | Problem:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError):
        return _refused("file-zip-broken", name)
    refused = _zip_problem(members, len(data), name)
    if refused is None and not all(_is_true(data, member) for member in members):
        refused = _refused("file-zip-broken", name)
    if refused is not None:
        return refused
    names = {member.filename for member in members}
    kind: Kind = "zip"
    if "[Content_Types].xml" in names:
        kind = "xlsx" if _any_under(names, "xl/") else "docx" if _any_under(names, "word/") else "zip"
    macros = any(member.lower().endswith("vbaproject.bin") for member in names)
    return _opened(data, name, kind, notes=(_noted("file-macros", name),) if macros else ())


def _zip_problem(members: list[zipfile.ZipInfo], size: int, name: str) -> Problem | None:
    if len(members) > MAX_MEMBERS:
        return _refused("file-zip-many", name, n=len(members), most=MAX_MEMBERS)
    unzipped = sum(member.file_size for member in members)
    if unzipped > MAX_UNZIPPED:
        return _refused("file-zip-large", name, size=_megabytes(unzipped), most=_megabytes(MAX_UNZIPPED))
    if unzipped > RATIO_COUNTS_FROM and unzipped > size * MAX_RATIO:
        return _refused("file-zip-ratio", name, n=unzipped // size, most=MAX_RATIO)
    names = [member.filename for member in members]
    if any(_is_trick(member.orig_filename) for member in members) or len(set(names)) != len(names):
        return _refused("file-zip-path", name)
    if any(member.flag_bits & 1 for member in members):
        return _refused("file-encrypted", name)
    return None


def _is_true(data: bytes, member: zipfile.ZipInfo) -> bool:
    """Whether a part unpacks to the size its table gives, by the two methods that workbooks use."""
    if member.header_offset < 0 or member.header_offset + 30 > len(data):
        return False
    name_length, extra_length = struct.unpack_from("<HH", data, member.header_offset + 26)
    start = member.header_offset + 30 + name_length + extra_length
    packed: bytes | memoryview = memoryview(data)[start : start + member.compress_size]
    if len(packed) != member.compress_size:
        return False
    if member.compress_type != zipfile.ZIP_DEFLATED:
        return member.compress_type == zipfile.ZIP_STORED and member.compress_size == member.file_size
    inflate, left = zlib.decompressobj(-zlib.MAX_WBITS), member.file_size
    try:
        while left >= 0 and not inflate.eof and packed:
            left -= len(inflate.decompress(packed, _PIECE))
            packed = inflate.unconsumed_tail
        while left >= 0 and not inflate.eof and (piece := inflate.decompress(b"", _PIECE)):
            left -= len(piece)
    except zlib.error:
        return False
    return inflate.eof and left == 0


def _is_trick(path: str) -> bool:
    """A path that leads out of its folder, or is not the one shown."""
    return path.startswith("/") or "\\" in path or "\0" in path or ":" in path.split("/")[0] or ".." in path.split("/")


def _any_under(names: Collection[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)


def _open_text(data: bytes, name: str) -> Opened | Problem:
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    notes: tuple[Problem, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8" or b"\0" in data:
            return _refused("file-not-text", name)
        try:
            text, encoding = data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            return _refused("file-not-text", name)
        notes = (_noted("file-windows-text", name),)
    if "\0" in text:
        return _refused("file-not-text", name)
    return _opened(data, name, _text_kind(text, name), text=text, encoding=encoding, notes=notes)


def _text_kind(text: str, name: str) -> Kind:
    start = text.lstrip()[:500].lower()
    if start.startswith(("{", "[")):
        return "json"
    if start.startswith(("<!doctype html", "<html", "<table", "<meta", "<head")):
        return "html"
    if start.startswith("<?xml"):
        return "html" if "<html" in start else "xml"
    # the name only helps between two ways of reading the same text
    return "csv" if name.lower().endswith((".csv", ".tsv")) or _in_columns(text) else "text"


def _in_columns(text: str) -> bool:
    """Whether the first two lines hold the same number of one delimiter: a table, not prose with commas."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:2]
    if len(lines) < 2:
        return False
    first, second = (re.sub(r'"[^"]*"', "", line) for line in lines)
    return any(first.count(mark) == second.count(mark) > 0 for mark in _DELIMITERS)


def _opened(data: bytes, name: str, kind: Kind, text: str | None = None, encoding: str = "", notes: tuple[Problem, ...] = ()) -> Opened:
    digest = hashlib.sha256(data).hexdigest()
    return Opened(name=name, kind=kind, data=data, sha256=digest, text=text, encoding=encoding, notes=notes)


def _refused(code: str, name: str, **values: Value) -> Problem:
    return Problem(code=code, values={"name": name, **values}, where=Place(file=name))


def _noted(code: str, name: str) -> Problem:
    return problem(code, where=Place(file=name), weight="said", name=name)


def _megabytes(size: int) -> str:
    """In MB with one decimal, rounded up, so that a file over a bound never shows as the bound."""
    tenths = -(-size // 100_000)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
