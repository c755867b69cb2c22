"""The site under a council's load: many contracts, several people, pages and acts. Bounded; it stops by itself and leaves nothing.

Run: `.venv/bin/python benchmarks/site.py [--contracts N] [--months M] [--seconds S] [--postgres] [--acts N]`. It seeds a site of its own
with generated contracts and one person in each of several roles, serves it with `tenor serve`, and prints what it measured:

- start: from the command to the first page, on a fresh database and on one that is there
- one person: median of each page, and of a bare Django page with the same middlewares in the same run
- many: RATE requests a second from USERS people with time to think, over SECONDS: p50, p95, p99 of each page, and errors
- bytes of a first visit and of a later one, compressed; queries of each page, from the test client in a process of its own
- acts a second through `tenor.desk.record`, from four processes; memory of each process at the end

None of it is a test: a busy machine is no defect. `site_pages.py` says which pages; a page that is not there yet is left out, and said.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.site_load import Shape, load, ms, one_by_one, weigh  # noqa: E402

WANTED = (
    "p95 of pages <= 100 ms at 20 requests a second; one person's p50 <= 25 ms; first visit <= 100 kB, later <= 25 kB; acts >= 150 a second"
)


class Site:
    """An installation in a folder of its own."""

    def __init__(self, home: Path, database: str) -> None:
        self.home = home
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TENOR_", "DJANGO_", "DATABASE_URL"))}
        self.environment = kept | {"TENOR_HOME": str(home), "PYTHONPATH": str(ROOT)} | ({"DATABASE_URL": database} if database else {})
        self.environment |= {"TENOR_DEMO": "yes", "TENOR_DAYS_BACK": "0"}

    def run(self, *words: object) -> dict[str, object]:
        """A step in a process of its own; what it prints last is JSON."""
        done = subprocess.run(
            [sys.executable, *map(str, words)], cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True, check=True
        )
        found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
        return found

    @contextmanager
    def served(self, workers: int) -> Iterator[tuple[str, subprocess.Popen[str], float]]:
        """Served until the block ends: address, process, seconds until it could be asked."""
        began = time.monotonic()
        command = [sys.executable, "-P", "-m", "tenor.cli.main", "serve", "--port", "0", "--workers", str(workers), "--seconds", "3600"]
        with (self.home / "log").open("w") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=log, text=True)
            assert process.stdout is not None
            address = next(word for word in process.stdout.readline().split() if word.startswith("http")).rstrip("/")
            drain = subprocess.Popen(["cat"], stdin=process.stdout, stdout=subprocess.DEVNULL)
            one_by_one(address, ["/account/login/"], {}, times=1)
            try:
                yield address, process, time.monotonic() - began
            finally:
                process.terminate()
                process.wait(timeout=60)
                drain.wait(timeout=10)


def memory(process: subprocess.Popen[str]) -> list[int]:
    """MB of each process of the server: of its own, without what it shares with the one it was forked from."""
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True)
    return [own_mb(int(word)) for word in [str(process.pid), *done.stdout.split()]]


def own_mb(process: int) -> int:
    """Resident memory in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) // 1000


@contextmanager
def hello() -> Iterator[str]:
    """The bare page, served as the site is; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--worker-class", "gthread", "--threads", "4"]
    process = subprocess.Popen([sys.executable, *words, "benchmarks.site_hello:application"], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            time.sleep(0.1)
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
        time.sleep(1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def starts(database: str, workers: int) -> None:
    """From the command to the first page: nothing there, and everything there."""
    with tempfile.TemporaryDirectory(prefix="tenor-bench-") as name:
        site = Site(Path(name), database)
        for what in ("fresh database", "database and style are there"):
            with site.served(workers) as (_, _, took):
                print(f"start to first page, {what}: {took:.1f} s", flush=True)


def measure(site: Site, asked: argparse.Namespace) -> None:
    seeded = site.home / "seeded.json"
    about = json.loads(seeded.read_text()) if seeded.exists() else site.run("benchmarks/site_seed.py", asked.contracts, asked.months, 2)
    seeded.write_text(json.dumps(about))
    print(f"seeded: {about['contracts']} contracts, {about['entries']:,} entries, pages made ready, in {about['seconds']} s", flush=True)
    if asked.only_seed:
        return
    print("queries of each page:", json.dumps(site.run("benchmarks/site_pages.py")), flush=True)
    with site.served(asked.workers) as (address, process, _):
        shape = Shape(address=address, people=about["people"], password=str(about["password"]))
        with hello() as bare:
            took = one_by_one(bare, ["/"], {}, asked.times * 5)["/"]
            print(f"one person: a bare Django page with the usual middlewares {ms(took[5:])}", flush=True)
        for line in shape.alone(asked.times):
            print(line, flush=True)
        for line in weigh(shape):
            print(line, flush=True)
        for line in load(shape, seconds=asked.seconds, rate=asked.rate, users=asked.users):
            print(line, flush=True)
        print(f"memory after {asked.seconds} s of load, MB: {memory(process)} (the first one began the others)", flush=True)
    log = (site.home / "log").read_text()
    print(f"log of errors: {len(log.splitlines())} lines" + (f"\n{log[-2000:]}" if log.strip() else ""), flush=True)
    print("acts:", json.dumps(site.run("benchmarks/site_acts.py", asked.acts)), flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=WANTED)
    options.add_argument("--contracts", type=int, default=50)
    options.add_argument("--months", type=int, default=12)
    options.add_argument("--seconds", type=int, default=20)
    options.add_argument("--rate", type=int, default=20)
    options.add_argument("--users", type=int, default=8)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--times", type=int, default=40)
    options.add_argument("--acts", type=int, default=200)
    options.add_argument("--postgres", action="store_true")
    options.add_argument("--home", default="", help="keep the seeded site in this folder, and use what is there")
    options.add_argument("--only-seed", action="store_true")
    asked = options.parse_args()
    asked.seconds = min(asked.seconds, 900)
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}; wanted: {WANTED}", flush=True)
    if asked.postgres:
        from tests.postgres import server
        from tests.sites import new_database

        with server() as url:
            starts(new_database(url), asked.workers)
            in_folder(asked, new_database(url))
    else:
        if not asked.only_seed:
            starts("", asked.workers)
        in_folder(asked, "")


def in_folder(asked: argparse.Namespace, database: str) -> None:
    home = Path(asked.home or tempfile.mkdtemp(prefix="tenor-bench-"))
    home.mkdir(parents=True, exist_ok=True)
    try:
        measure(Site(home, database), asked)
    finally:
        if not asked.home:
            shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
