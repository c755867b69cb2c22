"""How a contract's workbook is laid out: its columns named, ordered and hidden by the buyer. One setting a contract, seen by both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.desk import clock
from tenor.desk.held import held
from tenor.desk.models import Contract, Draft
from tenor.desk.visible import Place
from tenor.returns.layout import Column, Layout, doubled, laid_out

COLUMNS = "columns"
LONGEST = 60
ACT = "set up"


def layout_of(contract: Contract) -> Layout:
    """The layout kept for a contract; one that changes nothing where there is none."""
    draft = Draft.objects.filter(contract=contract, kind=COLUMNS, key="", seen_by="both").first()
    if draft is None:
        return {}
    return {
        str(dataset): tuple(Column(field=one["field"], heading=one["heading"], hidden=one["hidden"]) for one in several)
        for dataset, several in draft.body.items()
    }


def lay_out(*, place: Place, columns: Mapping[str, Sequence[Column]]) -> tuple[Problem, ...]:
    """Keep another layout. A heading may stand for one field only, and none that must be given is hidden."""
    if not place.actor.may(ACT):
        return (problem("person-may-not", act=said("person-act-set-up"), roles=list(place.actor.roles)),)
    terms = held(place.contract).terms
    layout: dict[str, tuple[Column, ...]] = {id: tuple(several) for id, several in columns.items() if id in terms.datasets}
    wrong = [problem("heading-doubled", heading=twice) for id, several in layout.items() if (twice := doubled(terms.datasets[id], several))]
    long = [one.heading for several in layout.values() for one in several if len(one.heading) > LONGEST]
    wrong += [problem("heading-long", heading=each[:20], most=LONGEST) for each in long]
    if wrong:
        return tuple(wrong)
    body: dict[str, Any] = {
        id: [{"field": one.field, "heading": one.heading, "hidden": one.hidden} for one in laid_out(terms.datasets[id], layout)]
        for id in layout
    }
    Draft.objects.update_or_create(
        contract=place.contract,
        kind=COLUMNS,
        key="",
        seen_by="both",
        defaults={"body": body, "saved_by": place.person, "saved_at": clock.now()},
    )
    return ()
