"""The form of a return as one file, in the kind that is wanted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, TypeAlias

from tenor.returns.asked import KnownRow
from tenor.returns.layout import AS_THE_TERMS, Layout
from tenor.returns.template import write_template
from tenor.returns.template_plain import write_template_csv, write_template_json
from tenor.terms.model import Terms

Kind: TypeAlias = Literal["xlsx", "csv", "json"]
KINDS: tuple[Kind, ...] = ("xlsx", "csv", "json")


def template_file(
    kind: Kind,
    terms: Terms,
    *,
    ret: str,
    covers: str,
    rows: Sequence[KnownRow],
    due: date | None,
    layout: Layout = AS_THE_TERMS,
) -> tuple[str, bytes]:
    """The file's name and its bytes. CSV is zipped where there are several files."""
    name = f"{ret}-{covers}"
    if kind == "xlsx":
        return f"{name}.xlsx", write_template(terms, ret=ret, period=covers, rows=rows, due=due, layout=layout)
    if kind == "json":
        return f"{name}.json", write_template_json(terms, ret=ret, period=covers, rows=rows, due=due)
    files = write_template_csv(terms, ret=ret, period=covers, rows=rows, due=due, layout=layout)
    return (f"{name}.csv", next(iter(files.values()))) if len(files) == 1 else (f"{name}.zip", _zipped(files))


def _zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # a fixed moment: the same form is the same bytes
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), data)
    return target.getvalue()
