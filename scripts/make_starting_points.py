"""Copy the terms of the example contracts into the package: a new contract can start from them where there is no checkout.

`--check` changes nothing and fails where a copy differs.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src/tenor/desk/starting_points"


def wanted() -> dict[str, bytes]:
    """File name -> its bytes."""
    return {f"{path.parent.name}.yaml": path.read_bytes() for path in sorted((ROOT / "contracts").glob("*/terms.yaml"))}


def differing() -> list[str]:
    """Copies that are missing, differ, or are of no contract any more."""
    there = {path.name: path.read_bytes() for path in TARGET.glob("*.yaml")}
    return sorted(name for name in there.keys() | wanted().keys() if there.get(name) != wanted().get(name))


def main() -> int:
    found = differing()
    if "--check" in sys.argv:
        for name in found:
            print(f"{name} differs: run scripts/make_starting_points.py")
        return bool(found)
    for name in found:
        data = wanted().get(name)
        if data is None:
            (TARGET / name).unlink()
        else:
            (TARGET / name).write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
