"""One process draws for all: it answers, it is started once, another takes its place, it ends with who started it, and without one
the page has its chart all the same."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tenor.desk import drawing
from tenor.documents.charts.model import Chart, DataTable
from tenor.server.drawing import answers, start_drawing, stop_drawing

CHART = Chart(
    name="try",
    title="Try",
    description="One point.",
    spec={
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 40,
        "height": 40,
        "data": {"values": [{"x": 1, "y": 2}]},
        "mark": "point",
        "encoding": {"x": {"field": "x", "type": "quantitative", "axis": None}, "y": {"field": "y", "type": "quantitative", "axis": None}},
    },
    table=DataTable(caption="", columns=(), rows=()),
    width=40,
    height=40,
)


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("h")
    with override_settings(TENOR_HOME=folder):
        yield folder
        stop_drawing()


def drawing_process(path: Path) -> int:
    """The id of the one that draws: the child of the keeper that holds the socket."""
    for one in Path("/proc").glob("[0-9]*"):
        try:
            command = (one / "cmdline").read_bytes()
            parent = int((one / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if str(path).encode() in command and parent != os.getpid():
            return int(one.name)
    raise AssertionError("no drawing process")


def until(what: str, holds: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end, what
        time.sleep(0.05)


def test_it_draws_what_this_process_would_draw(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = drawing.draw_here(CHART)
    path = start_drawing()
    assert path == home / "drawing.sock"
    assert path.stat().st_mode & 0o077 == 0
    monkeypatch.setattr(drawing, "draw_here", lambda chart: pytest.fail("drawn here"))
    assert drawing.draw(CHART) == expected
    assert start_drawing() == path  # it answers: no second one


def test_another_takes_the_place_of_one_that_ended(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = start_drawing()
    assert path is not None
    drawing.draw(CHART)
    first = drawing_process(path)
    os.kill(first, signal.SIGKILL)
    monkeypatch.setattr(drawing, "draw_here", lambda chart: pytest.fail("drawn here"))
    assert drawing.draw(CHART).startswith("<svg")
    assert drawing_process(path) != first


def test_a_chart_that_cannot_be_drawn_does_not_end_it(home: Path) -> None:
    assert start_drawing() is not None
    wrong = Chart(**{**{name: getattr(CHART, name) for name in CHART.__slots__}, "spec": {"mark": "no such mark"}})
    with pytest.raises(drawing.NotDrawnError):
        drawing.draw(wrong)
    assert drawing.draw(CHART).startswith("<svg")


def test_nonsense_on_the_line_does_not_end_it(home: Path) -> None:
    path = start_drawing()
    assert path is not None
    for message in (b"\xff\xff\xff\xff", b"\x00\x00", b"\x00\x00\x00\x02no"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.connect(str(path))
            line.sendall(message)
    assert drawing.draw(CHART).startswith("<svg")


def test_without_one_it_is_drawn_here(home: Path) -> None:
    assert drawing.draw(CHART).startswith("<svg")
    (home / "drawing.sock").touch()  # what a process that was killed may leave behind
    assert drawing.draw(CHART).startswith("<svg")


def test_it_ends_with_who_started_it(home: Path) -> None:
    path = home / "drawing.sock"
    code = "from tenor.server.drawing import start_drawing; print(start_drawing(), flush=True); input()"
    env = {**os.environ, "TENOR_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    starter = subprocess.Popen([sys.executable, "-c", code], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert starter.stdout is not None
    assert starter.stdout.readline().decode().strip() == str(path)
    assert answers(path)
    starter.kill()
    starter.wait()
    until("it still answers", lambda: not answers(path))


def test_a_path_too_long_for_a_socket_is_no_mistake(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)
    with override_settings(TENOR_HOME=deep):
        assert start_drawing() is None
        assert drawing.draw(CHART).startswith("<svg")
