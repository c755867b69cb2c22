"""A formal letter that waits for approval, and a route to an early ending: what the pages of letters are walked on."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from tests.cast import Cast

from tenor.desk.actions.letter_draft import begin_letter, find_draft, save_letter
from tenor.desk.actions.letters import ask_approval
from tenor.desk.actions.termination import choose_route
from tenor.desk.lookups.letters import step_data
from tenor.desk.permissions import roles as r
from tenor.desk.visible import get_place
from tenor.documents.notice_text import RECEIPT

STEP = "no-improvement/plan-1/2023-06-09"


def ask_about_a_letter(cast: Cast, turn: UUID) -> str:
    """Written by the manager from a step, and whole; gives back its id."""
    place = get_place(cast[r.MANAGER], cast.visits.pk)
    data = step_data(place, STEP)
    assert data is not None
    notice = begin_letter(place, data, [])
    draft = find_draft(place.contract, place.side, notice)
    assert draft is not None
    assert save_letter(place, draft, replace(draft.written, by=RECEIPT), chosen=draft.chosen, method="", turn=draft.turn)
    whole = find_draft(place.contract, place.side, notice)
    assert whole is not None
    wrong = ask_approval(place, data, whole, turn=turn)
    assert not wrong, [str(one) for one in wrong]
    return notice


def choose_a_route(cast: Cast, turn: UUID) -> None:
    """One with gates."""
    place = get_place(cast[r.HEAD], cast.visits.pk)
    wrong = choose_route(place, basis="implied", ground="supplier excluded or excludable", why="As legal advised", turn=turn)
    assert not wrong, [str(one) for one in wrong]
