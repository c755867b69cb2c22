"""Settings from the environment, read by type; a mistake is kept and told by `tenor serve` and by the system checks, all at once."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tenor.base.problem import Problem, problem

WRONG: list[Problem] = []  # what could not be used; `checks` tells it, with what to write instead

# Every setting there is; docs/guide/running.md says of each what it is for.
KNOWN = (
    *("TENOR_HOME", "DATABASE_URL", "TENOR_SECRET_KEY", "TENOR_HOSTS", "TENOR_HTTPS", "TENOR_HTTPS_REDIRECT", "TENOR_ADDRESS"),
    *("TENOR_HOST", "TENOR_PORT", "TENOR_WORKERS", "TENOR_THREADS", "TENOR_MAIL_URL", "TENOR_MAIL_FROM"),
    *("TENOR_OIDC_SERVER", "TENOR_OIDC_ID", "TENOR_OIDC_NAME", "TENOR_OIDC_CLIENT", "TENOR_OIDC_SECRET"),
    *("TENOR_DEMO", "TENOR_DAYS_BACK", "TENOR_BY"),
)


def text(name: str, default: str = "") -> str:
    """The setting as it stands, or the default where it is missing or blank."""
    return os.environ.get(name, "").strip() or default


def yes(name: str, default: bool = False) -> bool:
    """1, yes, on and true are yes; 0, no, off and false are no."""
    given = text(name).lower()
    if given in ("", "1", "yes", "on", "true", "0", "no", "off", "false"):
        return given in ("1", "yes", "on", "true") if given else default
    WRONG.append(problem("setting-yes-or-no", name=name, given=given))
    return default


def number(name: str, default: int = 0) -> int:
    """A whole number."""
    given = text(name)
    try:
        return int(given) if given else default
    except ValueError:
        WRONG.append(problem("setting-number", name=name, given=given))
        return default


def days(name: str) -> float:
    """A number of days, and parts of one."""
    given = text(name)
    try:
        return float(given) if given else 0.0
    except ValueError:
        WRONG.append(problem("setting-number", name=name, given=given))
        return 0.0


def several(name: str, default: str = "") -> list[str]:
    """Names parted by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def home() -> Path:
    """The folder of this installation: its database where that is SQLite, its secret."""
    return Path(text("TENOR_HOME", "var")).resolve()


def database() -> dict[str, Any]:
    """The database as Django wants it: SQLite under TENOR_HOME, or what DATABASE_URL names.

    SQLite: IMMEDIATE takes the write lock at the start of a transaction, so that a read is never in the way of its own write;
    synchronous FULL, so that what was acknowledged is on the disk when the power goes.
    """
    url = text("DATABASE_URL")
    parts = urlsplit(url)
    if parts.scheme in ("postgres", "postgresql"):
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", "") or parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": query,
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    if url and parts.scheme != "sqlite":
        WRONG.append(problem("setting-database-url", given=parts.scheme))
    name = unquote(parts.path) if parts.scheme == "sqlite" and parts.path not in ("", "/") else str(home() / "tenor.sqlite3")
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-20000", "temp_store=MEMORY")
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": ";".join(f"PRAGMA {one}" for one in pragmas)}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options, "CONN_MAX_AGE": 600}


def secret_key() -> str:
    """TENOR_SECRET_KEY, or one made once and kept in a file of the installation that only its owner reads."""
    given = text("TENOR_SECRET_KEY")
    if given:
        return given
    kept = home() / "secret-key"
    try:
        if not kept.exists():
            _keep_secret(kept)
        return kept.read_text().strip()
    except OSError as why:
        WRONG.append(problem("setting-home", path=str(home()), why=(why.strerror or str(why)).lower()))
        return secrets.token_urlsafe(50)


def _keep_secret(kept: Path) -> None:
    """Write a new one whole under another name, then give it its own: of two that begin together one is first, and both read that."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_name(f"{kept.name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))
    with suppress(FileExistsError):
        os.link(half, kept)
    half.unlink()


def mail() -> dict[str, Any]:
    """Where mail goes: TENOR_MAIL_URL as smtp://user:word@host:port (smtp+tls:// and smtps:// too); without it, files under TENOR_HOME."""
    parts = urlsplit(text("TENOR_MAIL_URL"))
    if not parts.scheme:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": str(home() / "mail")}
    if parts.scheme not in ("smtp", "smtp+tls", "smtps"):
        WRONG.append(problem("setting-mail-url", given=parts.scheme))
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }
