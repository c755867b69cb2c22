"""Who a contract's people are: drawn for each contract, the council's from a few hundred who look after several each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from tenor.cli.generating.model import PARTS, Part, Somebody
from tenor.cli.generating.moved import place_name
from tenor.cli.generating.names import domain, firm, person, town
from tenor.ledger.canonical import sha256
from tenor.terms.model import Contact, Hole, Side, Terms
from tenor.terms.write_yaml import flow

BUYER = "Example County Council"
COUNCIL = "county.example"
STAFF = 400  # of the council; a supplier's people are numbered after them
OPEN = "to be agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people and the firm of one contract. `left_on`: the last day of the council's contract manager (`date.min`: never named)."""

    terms: Terms
    supplier: str
    town: str
    by_part: Mapping[Part, Somebody]
    units: tuple[str, ...]
    left_on: date | None

    @classmethod
    def drawn(cls, terms: Terms, rng: Random, left_on: date | None) -> Cast:
        """Drawn from the numbers of one contract."""
        supplier = firm(rng)
        return cls(
            terms=terms,
            supplier=supplier,
            town=town(rng),
            by_part={part: _somebody(terms, part, supplier, rng) for part in PARTS},
            units=tuple(place_name(n, rng) for n in range(len(terms.units))),
            left_on=left_on,
        )

    @property
    def people(self) -> tuple[Somebody, ...]:
        """Everybody who is there now."""
        return tuple(one for part, one in self.by_part.items() if part != "contract manager" or self.left_on is None)

    def known_as(self, part: Part, on: date) -> str:
        """Who records an act of that part on a day: where the manager is gone, the head of the service."""
        return self.by_part["head of service" if part == "contract manager" and self._gone(on) else part].known_as

    def second(self, on: date) -> str:
        """Who approves what the council writes: the head of the service; where the head writes, somebody above, of no contract of their
        own."""
        head = self.by_part["head of service"].known_as
        return f"b-{sha256(head.encode())[:10]}" if self._gone(on) else head

    def _gone(self, on: date) -> bool:
        return self.left_on is not None and on > self.left_on

    def contact_words(self, where: str) -> dict[str, str]:
        """Name and how to reach a contact that was named later, by "side/order"."""
        side, _, order = where.partition("/")
        one = self._of("supplier" if side == "supplier" else "buyer", int(order))
        return {"name": one.name, "email": one.email, "telephone": _telephone(one)}

    def _of(self, side: Side, order: int) -> Somebody:
        parts: tuple[Part, Part] = (
            ("contract manager", "head of service") if side == "buyer" else ("supplier contract manager", "field worker")
        )
        return self.by_part[parts[0] if order == 1 else parts[1]]

    def texts(self, reference: str, title: str) -> dict[str, str]:
        """What stands at each spot of the terms, as YAML."""
        words = {"reference": reference, "title": title, "supplier": self.supplier, "buyer": BUYER}
        for contact in self.terms.contacts:
            words |= self._contact(contact)
        words |= {f"unit {n}": name for n, name in enumerate(self.units)}
        return {what: flow(text) for what, text in words.items()}

    def _contact(self, contact: Contact) -> dict[str, str]:
        where = f"{contact.side}/{contact.order}"
        if isinstance(contact.name, Hole):
            return {}
        if contact.side == "buyer" and contact.order == 1 and self.left_on == date.min:
            return {f"contact name {where}": OPEN}
        one = self._of(contact.side, contact.order)
        return {
            f"contact name {where}": one.name,
            f"contact email {where}": one.email,
            f"contact telephone {where}": _telephone(one),
        }


def _somebody(terms: Terms, part: Part, supplier: str, rng: Random) -> Somebody:
    side: Side = "buyer" if part in ("contract manager", "head of service") else "supplier"
    order = 1 if part in ("contract manager", "supplier contract manager") else 2
    name, local = person(rng.randrange(STAFF) if side == "buyer" else STAFF + rng.randrange(400))
    role = next((c.role for c in terms.contacts if c.side == side and c.order == order), "")
    known_as = f"{side[0]}-{rng.getrandbits(40):010x}"
    email = f"{local}@{COUNCIL if side == 'buyer' else domain(supplier)}"
    return Somebody(known_as=known_as, side=side, part=part, name=name, email=email, contact_role=role)


def _telephone(one: Somebody) -> str:
    """A number that is kept for stories: 01632 960000 to 960999."""
    return f"01632 960{sum(map(ord, one.email)) % 1000:03}"
