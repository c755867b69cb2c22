"""One short line a request: when, what, how it ended, how many bytes, how long. No address of a machine, no name, no word of a search."""

from __future__ import annotations

import re
from typing import Any

from gunicorn.glogging import Logger

FORMAT = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SECRET = 20  # a part of a path this long that is no id may be a link's one-time word


class AccessLog(Logger):  # type: ignore[misc]
    """Gunicorn's log with paths that give nothing away."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {**found, "U": plain_path(found.get("U") or "")}

    def now(self) -> str:
        return f"{super().now()}"


def plain_path(path: str) -> str:
    """A path without what may be a secret: every long part that is no id and no file of ours is cut."""
    if path.startswith("/static/"):
        return path
    return "/".join(part if len(part) < SECRET or _ID.fullmatch(part) else "..." for part in path.split("/"))
