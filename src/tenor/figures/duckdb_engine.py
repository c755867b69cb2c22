"""DuckDB counts: the prepared tables reach it as one JSON parameter, all measures are one query.

One connection a thread, in memory, one core, shut off from files and network, its settings locked. None is opened
before it is first asked, so that a process may fork before it counts.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tenor.figures.values import SCALE, Value

if TYPE_CHECKING:
    import duckdb
    from sqlglot import exp

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": "1",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
TYPES = {
    "day": "INTEGER",
    "due": "INTEGER",
    "moment": "BIGINT",
    "due moment": "BIGINT",
    "text": "VARCHAR",
    "several": "VARCHAR",
    "distinct": "VARCHAR",
    "number": f"DECIMAL(38,{SCALE})",
    "amount": "DECIMAL(38,0)",
    "flag": "BOOLEAN",
    "count": "INTEGER",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Lines of one table, and the kind of each of its columns."""

    kinds: Mapping[str, str]
    lines: Sequence[Mapping[str, Value]]


Tables = Mapping[str, Table]
_here = threading.local()
_texts: dict[str, str] = {}
_TEXTS_KEPT = 512
Answer = Sequence[tuple[Any, ...]]


def ask(tables: Tables, key: str, tree: Callable[[], exp.Expr], sql_cache: MutableMapping[str, str] | None = None) -> Answer:
    """The answer of a query over these tables. `key` says what decides the query's text: it is made once a key, then taken from
    memory, or from `sql_cache`, which a caller may keep between processes (writing SQL costs loading its writer, about 0.15 s).

    The same query over the same lines has the same answer, so the last answers are kept: most acts change no row."""
    sql = _texts.get(key)
    if sql is None:
        sql = sql_cache.get(key) if sql_cache is not None else None
        if sql is None:
            sql = _text(tables, tree())
        if len(_texts) >= _TEXTS_KEPT:
            _texts.clear()
        _texts[key] = sql
    if sql_cache is not None:
        sql_cache.setdefault(key, sql)
    parameter = json.dumps({name: table.lines for name, table in tables.items()})
    asked = sha256(f"{sql}\n{parameter}".encode()).digest()
    answer = _answers.get(asked)
    if answer is None:
        answer = _answers.keep(asked, _connection().execute(sql, [parameter]).fetchall())
    return answer


class _Answers:
    """The last answers of this process, as long as they are not too many lines together."""

    MOST = 100_000  # lines: about 20 MB

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, Answer] = OrderedDict()
        self._lines = 0
        self._lock = threading.Lock()

    def get(self, asked: bytes) -> Answer | None:
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
            return self._kept.get(asked)

    def keep(self, asked: bytes, answer: Answer) -> Answer:
        with self._lock:
            if asked not in self._kept:
                self._kept[asked] = answer
                self._lines += 1 + len(answer)
            while self._lines > self.MOST and len(self._kept) > 1:
                self._lines -= 1 + len(self._kept.popitem(last=False)[1])
        return answer


_answers = _Answers()


def texts() -> dict[str, str]:
    """The queries' texts written so far by this process, to be handed to the next one's `take_texts`."""
    return dict(_texts)


def take_texts(known: Mapping[str, str]) -> None:
    """Take over texts that a process of the same version of Tenor wrote; whoever keeps them sees to it that nobody else writes there."""
    _texts.update(known)


def shape(tables: Tables) -> str:
    """The schema of the tables, as the engine reads it."""
    return json.dumps({name: [{column: TYPES[kind] for column, kind in table.kinds.items()}] for name, table in tables.items()})


def _connection() -> duckdb.DuckDBPyConnection:
    found: duckdb.DuckDBPyConnection | None = getattr(_here, "connection", None)
    if found is None:
        import duckdb

        found = _here.connection = duckdb.connect(":memory:", config=SETTINGS)
    return found


def _text(tables: Tables, tree: exp.Expr) -> str:
    """The tree with its tables made from the parameter, as DuckDB's text."""
    from sqlglot import exp

    read = exp.Anonymous(this="from_json", expressions=[exp.cast(exp.Placeholder(), "JSON"), exp.Literal.string(shape(tables))])
    given = exp.select(exp.alias_(read, "tables"))
    ours: list[tuple[exp.Identifier, exp.Select]] = [(exp.to_identifier("given"), given)]
    for table in tables:
        lines = exp.Dot.build([exp.column("tables"), exp.to_identifier(table, quoted=True)])
        unnest = exp.Anonymous(
            this="unnest", expressions=[lines, exp.PropertyEQ(this=exp.to_identifier("max_depth"), expression=exp.Literal.number(2))]
        )
        ours.append((exp.to_identifier(table, quoted=True), exp.select(unnest).from_("given")))
    known = tree.args.get("with_")
    ctes = [exp.CTE(this=one, alias=exp.TableAlias(this=name), materialized=True) for name, one in ours]
    tree.set("with_", exp.With(expressions=[*ctes, *(known.expressions if known else ())]))
    return tree.sql(dialect="duckdb")
