"""What every page needs: the organisation whose name and colour stand at the top."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Values every template may use."""
    return {"demo": settings.DEMO}
