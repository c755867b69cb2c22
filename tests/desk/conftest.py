"""The cast, and a fixed today, for tests of the desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.cast import Cast
from tests.remembered import remembered_cast
from tests.sites import fixed_today


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with fixed_today():
        yield remembered_cast()
