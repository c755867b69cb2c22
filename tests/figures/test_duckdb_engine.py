"""The engine is shut off from the machine, and each thread has its own."""

from __future__ import annotations

import threading

import duckdb
import pytest
from sqlglot import exp

from tenor.figures import duckdb_engine
from tenor.figures.duckdb_engine import Table, ask, shape

TABLES = {
    "rows 0": Table(
        kinds={"row id": "text", "day": "day", "hours": "number"},
        lines=[{"row id": "a", "day": 7, "hours": "2.500000001"}, {"row id": "b'\"", "day": None, "hours": None}],
    )
}


def tree() -> exp.Expr:
    return exp.select("*").from_(exp.to_table('"rows 0"', dialect="duckdb")).order_by('"row id"', dialect="duckdb")


def test_values_come_through_exactly() -> None:
    (first, second) = ask(TABLES, "test exact", tree)
    assert (first[0], first[1], str(first[2])) == ("a", 7, "2.500000001")
    assert second == ("b'\"", None, None)


def test_the_text_is_made_once() -> None:
    cache: dict[str, str] = {}
    ask(TABLES, "test once", tree, cache)

    def never() -> exp.Expr:
        raise AssertionError("the text is known")

    assert ask(TABLES, "test once", never)
    duckdb_engine._texts.clear()
    assert ask(TABLES, "test once", never, cache)
    kept = duckdb_engine.texts()
    duckdb_engine._texts.clear()
    duckdb_engine.take_texts(kept)
    assert ask(TABLES, "test once", never)


@pytest.mark.parametrize(
    "sql", ["SELECT * FROM read_csv('/etc/hostname')", "INSTALL httpfs", "SET threads = 2", "COPY (SELECT 1) TO '/tmp/no'"]
)
def test_it_reaches_nothing_and_its_settings_are_locked(sql: str) -> None:
    with pytest.raises(duckdb.Error):
        duckdb_engine._connection().execute(sql)


def test_each_thread_has_its_own_connection() -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(duckdb_engine._connection())) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len({id(one) for one in [*found, duckdb_engine._connection()]}) == 3


def test_the_shape_is_names_and_types() -> None:
    assert shape(TABLES) == '{"rows 0": [{"row id": "VARCHAR", "day": "INTEGER", "hours": "DECIMAL(38,9)"}]}'


def test_the_same_lines_are_counted_once_and_other_lines_anew() -> None:
    """Most acts change no row: what was asked of the same lines is answered from memory, and never for other lines."""
    before = ask(TABLES, "test kept", tree)
    assert ask(dict(TABLES), "test kept", tree) is before
    table = TABLES["rows 0"]
    fewer = {"rows 0": Table(kinds=table.kinds, lines=table.lines[:1])}
    assert [row[0] for row in ask(fewer, "test kept", tree)] == ["a"]
    other = {"rows 0": Table(kinds=table.kinds, lines=[{**table.lines[0], "day": 8}, table.lines[1]])}
    assert [row[1] for row in ask(other, "test kept", tree)] == [8, None]


def test_no_more_answers_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = duckdb_engine._Answers()
    monkeypatch.setattr(answers, "MOST", 5)
    for n in range(4):
        answers.keep(bytes([n]), [(n,)])
    assert [n for n in range(4) if answers.get(bytes([n])) is not None] == [2, 3]
