"""What reading one value gives: the exact text that is kept, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tenor.base.wording import Value


@dataclass(frozen=True, slots=True)
class Took:
    """`text` is kept. `note`: the code of a remark that is said once for all values read like this one ("" = none)."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The value cannot be what its field asks for: code and values of the sentence that says why and what to do."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
