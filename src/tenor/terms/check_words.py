"""Words: kinds of day and roles that are used and nowhere said, and words that are the name of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tenor.base.days import KINDS_OF_DAY
from tenor.base.problem import Place, Problem, problem
from tenor.base.wording import said
from tenor.terms.check_ground import few, place, unfold, value_at
from tenor.terms.document import Text, place_of, walk
from tenor.terms.model import Clause, JudgedIs, Path, SetBy, Terms
from tenor.terms.names import KNOWN_EVENTS, same, tidy
from tenor.terms.node import clause_of

PROSE = ("text", "heading", "title", "what", "item", "row", "unclear", "remark", "printed", "reason", "scope", "name", "position")
EVERYBODY = ("buyer", "supplier", "everyone attending", "everyone", "both sides")


def kinds_of_day(terms: Terms) -> Iterator[Problem]:
    """A kind of day that deadlines use and `words` does not hold."""
    unsaid = [word for word in terms.day_kinds if word not in (*KINDS_OF_DAY, "calendar day")]
    unsaid = [word for word in unsaid if not any(same(word, known) for known in terms.words) and not _is_printed(terms, word)]
    uses = _uses(terms, unsaid) if unsaid else {}
    for word in unsaid:
        found = uses.get(word, [])
        if found:
            first, clause = found[0]
            phrases = few(list(dict.fromkeys(str(each) for each, _ in found)))
            where = place_of(first, terms.document.file)
            yield problem("day-kind-not-said", where, clause, "said", word=word, phrases=phrases, n=len(phrases))


def _is_printed(terms: Terms, word: str) -> bool:
    """Held in `words`, though as a hole."""
    printed = value_at(terms, "words")
    return isinstance(printed, Mapping) and any(same(word, str(each)) for each in printed)


def _uses(terms: Terms, words: list[str]) -> dict[str, list[tuple[Text, Clause]]]:
    """Where deadlines count in these days: "10 working days", "5th working day of", "same working day as"."""
    a_number = r"(?:\d+(?:\.\d+)?(?:st|nd|rd|th)?|first|last|same)"
    looked_for = {word: re.compile(rf"\b{a_number} {re.escape(word)}s?\b", re.IGNORECASE) for word in words}
    found: dict[str, list[tuple[Text, Clause]]] = {}
    for path, value in walk(terms.document.tree):
        if isinstance(value, Text) and not any(step in PROSE for step in path):
            for word, pattern in looked_for.items():
                if pattern.search(value):
                    found.setdefault(word, []).append((value, _clause_around(terms, path)))
    return found


def _clause_around(terms: Terms, path: Path) -> Clause:
    """The clause of the nearest thing around a value."""
    found: Clause = ()
    for n in range(1, len(path)):
        found = clause_of(value_at(terms, *path[:n])) or found
    return found


# --- roles -------------------------------------------------------------------------------------------------------


def roles(terms: Terms) -> Iterator[Problem]:
    """Roles that somebody must fill: never said who they are, or said and held by nobody."""
    held = {tidy(contact.role) for contact in terms.contacts}
    parties = (terms.contract.buyer, terms.contract.supplier, *(each.name for each in terms.contract.subcontractors))
    known = {*EVERYBODY, *(tidy(each) for each in parties), *held}
    meant = {tidy(text) for text, _ in unfold(terms, value_at(terms, "words")) if isinstance(text, str)}
    used: dict[str, list[tuple[str, Place | None, Clause]]] = {}
    for role, by, where, clause in _used(terms):
        if tidy(role) not in known:
            used.setdefault(tidy(role), []).append((by, where, clause))
    for role, found in used.items():
        clause = tuple(dict.fromkeys(each for _, _, clauses in found for each in clauses))
        by_whom = few(list(dict.fromkeys(by for by, _, _ in found)))
        if role in meant:
            what = said("role-unheld", role=role, used=by_whom)
            yield problem("contact-missing", found[0][1], clause, "said", what=what)
        else:
            yield problem("word-undefined", found[0][1], clause, "said", role=role, used=by_whom)


def _used(terms: Terms) -> Iterator[tuple[str, str, Place | None, Clause]]:
    """Each role that somebody must fill: the role, the thing that needs it, its place and clause."""
    for ret in terms.returns:
        for role in (*ret.by, *ret.to):
            yield role, ret.id, place(terms, "returns", ret.id), ret.clause
    for duty in terms.duties:
        asked = (duty.due.who,) if isinstance(duty.due, SetBy) else ()
        for role in (*duty.by, *duty.to, *asked):
            yield role, duty.id, place(terms, "duties", duty.heading, duty.id), duty.clause
    for name, step in terms.steps.items():
        for role in (*step.by, *step.agreed_by):
            yield role, name, place(terms, "steps", name), step.clause
    for rule in terms.rules:
        for each in (each for branch in rule.branches for each in branch if isinstance(each, JudgedIs)):
            yield each.by, rule.id, place(terms, "rules", rule.id), rule.clause
    yield from _used_in_meetings(terms)


def _used_in_meetings(terms: Terms) -> Iterator[tuple[str, str, Place | None, Clause]]:
    for meeting in terms.meetings:
        where = place(terms, "meetings", meeting.id)
        setters = [r.set_by.who for r in meeting.rhythms if r.set_by] + [r.until_decided_by for r in meeting.rhythms]
        minutes = [meeting.minutes.by, meeting.minutes.answer_by] if meeting.minutes else []
        for role in (meeting.by, *meeting.must_attend, *meeting.invited, *setters, *minutes):
            if role:
                yield role, meeting.id, where, meeting.clause


# --- taken -------------------------------------------------------------------------------------------------------


def taken(terms: Terms) -> Iterator[Problem]:
    """A printed word that is also the name of a dataset, a unit, an event or a duty here: one word, one thing."""
    things = (
        (said("name-dataset"), tuple(terms.datasets)),
        (said("name-unit"), tuple(unit.id for unit in terms.units)),
        (said("word-event"), (*terms.events, *KNOWN_EVENTS)),
        (said("word-duty"), tuple(duty.id for duty in terms.duties)),
        (said("word-return"), tuple(ret.id for ret in terms.returns)),
    )
    printed = value_at(terms, "words")
    for word in printed if isinstance(printed, Mapping) else ():
        for kind, names in things:
            if any(tidy(name) == tidy(str(word)) for name in names):
                yield problem("word-taken", place_of(word, terms.document.file), (), "said", word=str(word), kind=kind)
                break
