"""What holds for all tests."""

from __future__ import annotations


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes made for a case (a workbook holds the time it was made) are no name: two workers must collect the same tests."""
    return "bytes" if isinstance(val, bytes) else None
