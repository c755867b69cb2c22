"""Bands: figures that no band takes in, that two take in, and edges that are left out or taken twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tenor.base.phrases.bound import Leaning
from tenor.base.problem import Place, Problem, problem
from tenor.base.wording import Said, Value, said
from tenor.terms.check_ground import kpi_name, place
from tenor.terms.check_reach import Reach, reach_of
from tenor.terms.check_scale import Piece, Scale, Stretch, pieces, runs, scale_of, show_stretch, value
from tenor.terms.check_spells import Spell, spells
from tenor.terms.model import Check, Hole, Kpi, Terms, Together


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The bands of a KPI laid along its scale. `reach`: the results its periods allow, None where nothing is known of them."""

    spell: Spell
    scale: Scale
    cut: list[Piece]
    reach: Reach | None

    @property
    def kpi(self) -> Kpi:
        return self.spell.kpi

    @property
    def name(self) -> Value:
        """ "KPI 1", with the day from which it stands so, where that is not the first."""
        name = kpi_name(self.kpi)
        return said("check-kpi-from", kpi=name, first=self.spell.first) if self.spell.later else name

    def where(self, *path: str) -> Place | None:
        return place(self.spell.terms, "kpis", self.kpi.id, *path)

    def level(self, n: int) -> str:
        return self.kpi.bands[n].level

    def taken(self, n: int) -> list[Stretch]:
        """The figures that a band takes: those it holds and no better one does."""
        return runs(self.cut, [bool(p.bands) and p.bands[0] == n for p in self.cut], self.scale)

    def in_order(self, a: int, b: int) -> bool:
        """Both reach the same end of the scale: "at least 90%", "at least 80%", tried best first, is how ladders are written."""
        return any({a, b} <= set(end.bands) for end in (self.cut[0], self.cut[-1]))


def bands(terms: Terms) -> Iterator[Problem]:
    """What the bands of each KPI leave open, say twice or cannot give; what stays the same from year to year, once."""
    told: set[str] = set()
    for spell in spells(terms):
        for found in _of_spell(terms, spell):
            same = repr((spell.kpi.id, found.code, {name: each for name, each in found.values.items() if name != "kpi"}))
            if same not in told:
                told.add(same)
                yield found


def _of_spell(terms: Terms, spell: Spell) -> Iterator[Problem]:
    kpi = spell.kpi
    if isinstance(kpi.measure, Together) or (isinstance(kpi.measure, Check) and kpi.measure.levels):
        return  # its parts are looked at, or a person gives the level
    if any(isinstance(band.bound, Leaning) for band in kpi.bands):
        return  # where its bands lie is known only with the figure they lean on
    if not kpi.bands:
        if kpi.otherwise != "unrated" and not _has_hole(terms, kpi):
            yield problem("band-none", place(terms, "kpis", kpi.id), kpi.clause, "said", kpi=kpi_name(kpi))
        return
    scale = scale_of(kpi)
    ladder = Ladder(spell=spell, scale=scale, cut=pieces([band.bound for band in kpi.bands], scale), reach=reach_of(spell))
    yield from _gaps(ladder)
    yield from _twice(ladder)
    yield from _unreachable(ladder)
    yield from _turned(ladder)


def _has_hole(terms: Terms, kpi: Kpi) -> bool:
    """Its bands or target are not said or still to be agreed, which is listed as such."""
    return any(path[0] == "kpis" and place(terms, *path[:2]) == place(terms, "kpis", kpi.id) for path, _, _ in terms.holes)


# --- in none -----------------------------------------------------------------------------------------------------


def _gaps(ladder: Ladder) -> Iterator[Problem]:
    if _completed(ladder.kpi):
        return
    open_bands = any(isinstance(band.bound, Hole) for band in ladder.kpi.bands)
    for stretch in runs(ladder.cut, [not piece.bands for piece in ladder.cut], ladder.scale):
        at_an_end = stretch.low == 0 or stretch.high is None or stretch.high == ladder.scale.top
        if open_bands and at_an_end:
            continue  # the band that is not said may well be this one, and is listed as a hole
        shown = show_stretch(stretch, ladder.scale)
        if stretch.is_point and _is_edge(ladder, stretch):
            yield problem("band-edge", ladder.where("bands"), ladder.kpi.clause, "said", **_edge_in_none(ladder, stretch))
            continue
        yield problem(
            "band-gap",
            ladder.where("bands"),
            ladder.kpi.clause,
            "said",
            kpi=ladder.name,
            stretch=shown,
            reach=ladder.reach.in_gap(stretch, ladder.scale) if ladder.reach else "",
            covered=_covered(ladder.kpi),
        )


def _completed(kpi: Kpi) -> bool:
    """`otherwise` names a level that has no band: "anything else is failed" is a band in other words."""
    plain = kpi.otherwise not in (None, "unrated") and not kpi.otherwise_reading
    return plain and kpi.otherwise not in {band.level for band in kpi.bands}


def _is_edge(ladder: Ladder, stretch: Stretch) -> bool:
    """One figure at which a band ends and another begins."""
    bounds = [band.bound for band in ladder.kpi.bands if not isinstance(band.bound, Hole)]
    ends = [bound.upper is not None and value(bound.upper) == stretch.low for bound in bounds]
    begins = [bound.lower is not None and value(bound.lower) == stretch.low for bound in bounds]
    return any(ends) and any(begins)


def _edge_in_none(ladder: Ladder, stretch: Stretch) -> dict[str, Value]:
    what = said("edge-in-none", figure=ladder.scale.show(stretch.low))
    return {"kpi": ladder.name, "what": what, "follows": _covered(ladder.kpi)}


def _covered(kpi: Kpi) -> Said:
    """What such a figure is until somebody agrees it."""
    level = kpi.otherwise
    if kpi.otherwise_reading:
        return said("gap-by-reading", level=level or "unrated", reading=kpi.otherwise_reading)
    return said("gap-by-otherwise", level=level) if level is not None else said("gap-uncovered")


# --- in two ------------------------------------------------------------------------------------------------------


def _twice(ladder: Ladder) -> Iterator[Problem]:
    """Figures of two bands, but for the order in which a ladder is read."""
    live = [n for n in range(len(ladder.kpi.bands)) if ladder.taken(n)]
    for n, better in enumerate(live):
        for worse in live[n + 1 :]:
            if ladder.in_order(better, worse):
                continue
            for stretch in runs(ladder.cut, [{better, worse} <= set(piece.bands) for piece in ladder.cut], ladder.scale):
                yield _in_two(ladder, better, worse, stretch)


def _in_two(ladder: Ladder, better: int, worse: int, stretch: Stretch) -> Problem:
    kpi, taken, other = ladder.kpi, ladder.level(better), ladder.level(worse)
    if stretch.is_point and _is_edge(ladder, stretch):
        what = said("edge-in-two", figure=ladder.scale.show(stretch.low), taken=taken, other=other)
        follows = said("edge-taken", taken=taken)
        return problem("band-edge", ladder.where("bands", other), kpi.clause, "said", kpi=ladder.name, what=what, follows=follows)
    shown = show_stretch(stretch, ladder.scale)
    return problem(
        "band-overlap", ladder.where("bands", other), kpi.clause, "said", kpi=ladder.name, stretch=shown, taken=taken, other=other
    )


# --- never -------------------------------------------------------------------------------------------------------


def _unreachable(ladder: Ladder) -> Iterator[Problem]:
    for n, band in enumerate(ladder.kpi.bands):
        if isinstance(band.bound, Hole):
            continue
        what = _why_never(ladder, n)
        if what is not None:
            where = ladder.where("bands" if ladder.where("bands") != ladder.where() else "target", band.level)
            yield problem("band-unreachable", where, ladder.kpi.clause, "said", kpi=ladder.name, what=what)


def _why_never(ladder: Ladder, n: int) -> Said | None:
    """Why no figure, or no result of this contract, is given a level by its own band; None if one is."""
    level, taken = ladder.level(n), ladder.taken(n)
    if not taken:
        over = [p.bands[0] for p in ladder.cut if n in p.bands]
        if not over:
            return said("band-empty", level=level)
        return said("band-behind", level=level, better=ladder.level(over[0]))
    if ladder.reach is None:
        return None
    return ladder.reach.without(n, [show_stretch(each, ladder.scale) for each in taken])


def _turned(ladder: Ladder) -> Iterator[Problem]:
    """Bands that run against `better`: the higher figure is called better, and the lower one gets the better level."""
    along = [piece.bands[0] for piece in ladder.cut if piece.bands]
    runs_up = along == sorted(along, reverse=True)  # the best band is number 0
    runs_down = along == sorted(along)
    if runs_up != runs_down and (ladder.kpi.better, runs_up) in (("higher", False), ("lower", True)):
        better = ladder.kpi.better
        yield problem("band-turned", ladder.where("better"), ladder.kpi.clause, "said", kpi=ladder.name, better=better)
