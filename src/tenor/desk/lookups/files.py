"""Files received, as they were sent."""

from __future__ import annotations

from tenor.desk.models import Contract, File
from tenor.desk.reviews import Side


def find_file(contract: Contract, side: Side, sha256: str) -> File | None:
    """The file kept under a hash; None where there is none, where it was deleted at the end of its time, or where it is not for this
    side."""
    return File.objects.filter(contract=contract, sha256=sha256, seen_by__in=("both", side)).first()


def kept_files(contract: Contract, side: Side) -> dict[str, tuple[str, int]]:
    """Hash -> name and size of the files that are still kept. One query, and none of their bytes."""
    rows = File.objects.filter(contract=contract, seen_by__in=("both", side)).values_list("sha256", "name", "size")
    return {sha256: (name, size) for sha256, name, size in rows}
