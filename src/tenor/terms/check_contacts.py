"""Contacts: people that are still to be named, are fewer than the contract lists, or cannot be written to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tenor.base.deadline import ordinal
from tenor.base.problem import Problem, problem
from tenor.base.wording import Said, Value, said
from tenor.terms.check_ground import place, value_at
from tenor.terms.model import Contact, Hole, Side, Terms

SIDES: tuple[Side, ...] = ("buyer", "supplier")


def contacts(terms: Terms) -> Iterator[Problem]:
    """One line for each side and each thing that is missing there."""
    if not terms.contacts:
        yield problem("contact-missing", place(terms, "contacts"), (), "said", what=said("contacts-none"))
        return
    orders = sorted({contact.order for contact in terms.contacts})
    for side in SIDES:
        listed = [(n, contact) for n, contact in enumerate(terms.contacts) if contact.side == side]
        unnamed = [(n, contact) for n, contact in listed if isinstance(contact.name, Hole) or not contact.name]
        silent = [each for each in listed if each not in unnamed and not each[1].email and not _address(terms, each[0])]
        missing = [order for order in orders if order not in {contact.order for _, contact in listed}]
        if not listed:
            yield _missing(terms, (), said("contacts-none-of", side=side))
        elif missing:
            what = said("contacts-fewer", side=side, missing=_nths(missing), n=len(missing), has=len(listed), most=len(orders))
            yield _missing(terms, (listed[0][0],), what)
        if unnamed:
            nths = _nths([contact.order for _, contact in unnamed])
            yield _missing(terms, (unnamed[0][0],), said("contacts-unnamed", side=side, which=nths, n=len(unnamed)))
        if silent:
            names: list[Value] = [_person(contact) for _, contact in silent]
            yield _missing(terms, (silent[0][0],), said("contacts-silent", people=names, n=len(names)))


def _missing(terms: Terms, path: Sequence[int], what: Said) -> Problem:
    return problem("contact-missing", place(terms, "contacts", *path), (), "said", what=what)


def _address(terms: Terms, n: int) -> bool:
    """Whether letters can go there."""
    written = value_at(terms, "contacts", n)
    return isinstance(written, Mapping) and "address" in written


def _nths(orders: Sequence[int]) -> list[Value]:
    return [ordinal(order) for order in orders]


def _person(contact: Contact) -> Said:
    return said("contact-person", name=str(contact.name), nth=ordinal(contact.order), side=contact.side)
