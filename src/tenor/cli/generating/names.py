"""Invented names: people, firms, places. Nobody and nothing here exists."""

from __future__ import annotations

from random import Random

_FIRST = (
    "Alex Robin Sam Chris Pat Jo Lee Kim Morgan Casey Drew Ellis Frances Glen Harper Indra Jules Kit Lindsay Marlow Nico Olu Priya Quinn "
    "Rowan Shani Taylor Uma Val Wren Yusuf Zara Aled Bethan Carys Dilwyn Eira Ffion Gwil Hywel"
).split()
_LAST = (
    "Example Sample Specimen Placeholder Pattern Instance Template Model Sketch Draft Outline Copy Proof Facsimile Figure Likeness Mould "
    "Replica Tracing Blueprint"
).split()
_THINGS = (
    "Teapot Lantern Saddle Thimble Kettle Marble Bramble Pebble Acorn Bellows Candle Dovetail Ember Feather Gimlet Hazel Inkwell Jigsaw "
    "Keystone Ladder Mortar Nutmeg Oarlock Pennant Quill Rudder Spindle Trellis Umbrella Velvet Windmill Yarrow"
).split()
_KINDS = ("and Company", "Partners", "Works", "Collective", "Group", "Associates")
_FORMS = ("Ltd", "CIC", "Trust", "LLP")
_TOWNS = (
    "Applewick Brackenford Coldharbour Dunmere Eastleaze Fallowfield Greywater Hollowell Inchmoor Jackdaw Kingsthorn Longmeadow Merrowby "
    "Netherfold Oxlade Pinfold Quenby Ravensmoor Saltmarsh Thistledown Underhill Vennwick Westering Yewbank"
).split()


def person(n: int) -> tuple[str, str]:
    """Name and local part of the address of the n-th invented person: always the same for the same number."""
    first, last = _FIRST[n % len(_FIRST)], _LAST[n // len(_FIRST) % len(_LAST)]
    return f"{first} {last}", f"{first}.{last}.{n}".lower()


def firm(rng: Random) -> str:
    """The name of a supplier; of some eight hundred, so that in a large portfolio one firm has several contracts."""
    return f"{rng.choice(_THINGS)} {rng.choice(_KINDS)} {rng.choice(_FORMS)}"


def domain(name: str) -> str:
    """The domain of a firm's addresses: "Teapot Works Ltd" -> "teapot-works.example"."""
    return "-".join(word for word in name.lower().split()[:-1] if word != "and") + ".example"


def town(rng: Random) -> str:
    """Where a contract is for."""
    return rng.choice(_TOWNS)
