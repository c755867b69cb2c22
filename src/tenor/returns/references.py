"""Rows that name rows of another dataset: whether anybody gave those."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from tenor.base.problem import Problem, problem
from tenor.returns.model import Return
from tenor.returns.spelling import plain_words, short
from tenor.terms.model import Terms

Known = Mapping[str, Collection[str]]  # dataset -> ids of the rows given before


def unknown_references(return_: Return, terms: Terms, known: Known) -> Iterator[Problem]:
    """Each reference to a row that neither this return nor one before it holds. The row is kept: what it points to may yet come."""
    here: dict[str, set[str]] = {}
    for row in return_.rows:
        here.setdefault(row.dataset, set()).add(row.id)
    for row in return_.rows:
        for field in terms.datasets[row.dataset].fields.values():
            to, of = row.values.get(field.name), field.refers_to
            if to and of and to not in here.get(of, ()) and to not in known.get(of, ()):
                where, what = row.place_of(field.name), terms.datasets[of].row if of in terms.datasets else of
                yield problem("return-reference-unknown", where, weight="said", field=plain_words(field.name), text=short(to), what=what)
