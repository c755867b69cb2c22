"""DuckDB counts: the prepared tables reach it as one JSON parameter, all measures are one query.

One connection a thread, in memory, one core, shut off from files and network, its settings locked. None is opened
before it is first asked, so that a process may fork before it counts.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, MutableMapping, Sequence
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
    "text": "VARCHAR",
    "several": "VARCHAR",
    "distinct": "VARCHAR",
    "number": f"DECIMAL(38,{SCALE})",
}
Tables = Mapping[str, Mapping[str, tuple[str, Sequence[Value]]]]  # table -> column -> (kind, values)
_here = threading.local()
_texts: dict[str, str] = {}
_TEXTS_KEPT = 512


def ask(tables: Tables, key: str, tree: Callable[[], exp.Expr], sql_cache: MutableMapping[str, str] | None = None) -> list[tuple[Any, ...]]:
    """The answer of a query over these tables. `key` says what decides the query's text: it is made once a key, then taken from
    memory, or from `sql_cache`, which a caller may keep between processes (writing SQL costs loading its writer, about 0.15 s)."""
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
    parameter = json.dumps({table: {name: values for name, (_, values) in columns.items()} for table, columns in tables.items()})
    return _connection().execute(sql, [parameter]).fetchall()


def shape(tables: Tables) -> str:
    """The schema of the tables, as the engine reads it."""
    return json.dumps({table: {name: [TYPES[kind]] for name, (kind, _) in columns.items()} for table, columns in tables.items()})


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
    query: Any = tree
    query = query.with_("given", exp.select(exp.alias_(read, "tables")), copy=False)
    for table, columns in tables.items():
        lists = [exp.alias_(_list(table, name), name, quoted=True) for name in columns]
        query = query.with_(exp.to_identifier(table, quoted=True), exp.select(*lists).from_("given"), copy=False)
    text: str = query.sql(dialect="duckdb")
    return text


def _list(table: str, name: str) -> exp.Expr:
    from sqlglot import exp

    path = [exp.column("tables"), exp.to_identifier(table, quoted=True), exp.to_identifier(name, quoted=True)]
    return exp.func("unnest", exp.Dot.build(path))
