"""The names a document gives to its things, and what a name that is used somewhere stands for.

They are gathered from the tree before anything is read, so that a rule that names a KPI which itself cannot be read is
not blamed for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tenor.base.days import KINDS_OF_DAY
from tenor.terms.model import Tree

KNOWN_EVENTS = (
    "award",
    "go-live",
    "meeting",
    "agreement",
    "refusal",
    "capacity problem",
    "flexibility request",
    "information request",
    "audit",
    "finding",
    "feedback",
)
ANCHORS = ("receipt", "request", "notice", "sending", "period start", "period end", "contract start", "contract end", "minutes", "plan")
PREFIXES = ("receipt of ", "issue of ", "answer to ", "agreement of ", "refusal of ", "end of ")
SUFFIXES = (" since met", " held", " refused", " offered", " agreed", " approved", " proposed", " withdrawn", " closed", " taken", " late")
WORD_MEANINGS = ("buyer", "supplier", "points", "failed", "met", "unit")


@dataclass(slots=True)
class Names:
    """Ids and names by section. `words`: what a printed word (in small letters) was read to mean."""

    kpis: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    datasets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # id -> fields and derived fields
    units: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # kpi -> its tags
    words: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    good_levels: int = 1  # how many levels of the ladder, best first, count as met
    one_ladder: bool = True  # False: ladders that are not yet understood, of which only the names are known
    by_target_alone: bool = False  # some KPI is only "met" or "failed", or a period counts as "failed", beside a longer ladder

    def meaning(self, word: str) -> str | tuple[str, ...]:
        """What a printed word stands for; the word itself where nothing else is said."""
        seen: set[str] = set()
        now: str | tuple[str, ...] = word
        while isinstance(now, str) and tidy(now) in self.words and tidy(now) not in seen:
            seen.add(tidy(now))
            now = self.words[tidy(now)]
        return now

    def find(self, word: str, among: Iterable[str]) -> str | None:
        """The name of these that a word is, by itself or by what it stands for; capitals and a plural s make no difference."""
        names = list(among)
        for wanted in (word, self.meaning(word)):
            if isinstance(wanted, str):
                if wanted in names:
                    return str(wanted)
                for name in names:
                    if same(wanted, name):
                        return name
        return None

    def known_events(self) -> tuple[str, ...]:
        """Whatever may happen: events of the language and of the contract, steps, returns, meetings and duties."""
        return (*KNOWN_EVENTS, *self.events, *self.steps, *self.returns, *self.meetings, *self.duties)

    def event(self, phrase: str, also: Sequence[str] = ()) -> str | None:
        """An event or anchor in the contract's own spelling: "receipt of Formal Warning" → "receipt of formal warning". None: unknown."""
        text = " ".join(phrase.split())
        whole = self.find(text, (*ANCHORS, *self.known_events(), *also))
        if whole is not None:
            return whole
        for start in PREFIXES:
            if text.lower().startswith(start):
                inner = self.event(text[len(start) :], also)
                return None if inner is None else start + inner
        for end in SUFFIXES:
            if text.lower().endswith(end):
                inner = self.event(text[: -len(end)], also)
                return None if inner is None else inner + end
        return None


def names_of(tree: Mapping[str, Tree]) -> Names:
    """The names that stand in a tree, however wrong the rest of it is."""
    levels = _levels(tree.get("levels"))
    return Names(
        by_target_alone=len(levels) > 2 and (any(map(_has_target_alone, _maps(tree.get("kpis")))) or _counts_as(tree, _failed(tree))),
        kpis=_ids(tree.get("kpis")),
        stated=tuple(str(kpi["id"]) for kpi in _maps(tree.get("kpis")) if "id" in kpi and _is_stated(kpi)),
        datasets={str(name): _fields(dataset) for name, dataset in _pairs(tree.get("datasets"))},
        units=_ids(tree.get("units")),
        levels=levels,
        steps=tuple(name for name, _ in _pairs(tree.get("steps"))),
        rules=_ids(tree.get("rules")),
        returns=_ids(tree.get("returns")),
        meetings=_ids(tree.get("meetings")),
        duties=tuple(id for _, group in _pairs(tree.get("duties")) for id in _ids(group)),
        events=tuple(name for name, _ in _pairs(tree.get("events"))),
        roles=tuple(dict.fromkeys(str(c["role"]) for c in _maps(tree.get("contacts")) if isinstance(c.get("role"), str))),
        tags={str(kpi["id"]): _tags(kpi) for kpi in _maps(tree.get("kpis")) if "id" in kpi},
        choices=tuple(option for _, step in _pairs(tree.get("steps")) for option in _choices(step)),
    )


def _pairs(value: object) -> list[tuple[str, Tree]]:
    return [(str(k), v) for k, v in value.items()] if isinstance(value, Mapping) else []


def _maps(value: object) -> list[Mapping[str, Tree]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _ids(value: object) -> tuple[str, ...]:
    return tuple(str(each["id"]) for each in _maps(value) if isinstance(each.get("id"), str))


def _tags(kpi: Mapping[str, Tree]) -> tuple[str, ...]:
    tags = kpi.get("tags")
    return tuple(str(tag) for tag in tags) if isinstance(tags, list) else (str(tags),) if isinstance(tags, str) else ()


def _is_stated(kpi: Mapping[str, Tree]) -> bool:
    """One whose measure is not yet understood may be stated: it is not blamed twice."""
    measure = kpi.get("measure")
    if "parts" in kpi:
        return True
    return isinstance(measure, Mapping) and ("stated" in measure or not ("share" in measure or "count" in measure))


def _has_target_alone(kpi: Mapping[str, Tree]) -> bool:
    return "target" in kpi and "bands" not in kpi


def _failed(tree: Mapping[str, Tree]) -> set[str]:
    """ "failed", and the printed words that mean it."""
    return {
        "failed",
        *(tidy(word) for word, meaning in _pairs(tree.get("words")) if isinstance(meaning, str) and tidy(meaning) == "failed"),
    }


def _counts_as(value: object, words: set[str], missing: bool = False) -> bool:
    """Whether `missing` has a period count as one of these words, itself or by a reading that may."""
    if isinstance(value, Mapping):
        return any(_counts_as(inner, words, missing or key in ("missing", "options")) for key, inner in value.items())
    if isinstance(value, list):
        return any(_counts_as(inner, words, missing) for inner in value)
    return missing and isinstance(value, str) and tidy(value) in words


def _fields(dataset: Tree) -> tuple[str, ...]:
    if not isinstance(dataset, Mapping):
        return ()
    return tuple(name for key in ("fields", "derived") for name, _ in _pairs(dataset.get(key)))


def _choices(step: Tree) -> list[str]:
    found: list[str] = []
    for part in (step, step.get("answer")) if isinstance(step, Mapping) else ():
        choices = part.get("choices") if isinstance(part, Mapping) else None
        found += [str(c) for c in choices] if isinstance(choices, (list, Mapping)) else []
    return found


def _levels(value: object) -> tuple[str, ...]:
    """Level names of one ladder or of several, so that a ladder that is not yet understood still has names."""
    if isinstance(value, Mapping):
        return tuple(name for ladder in value.values() for name in _levels(ladder))
    found = []
    for each in value if isinstance(value, list) else []:
        found.append(str(each.get("id", "")) if isinstance(each, Mapping) else str(each))
    return tuple(found)


def tidy(word: str) -> str:
    return " ".join(word.lower().split())


def same(first: str, second: str) -> bool:
    """Capitals and a plural s make no other word."""
    a, b = tidy(first), tidy(second)
    return a == b or a + "s" == b or b + "s" == a


def is_kind_of_day(meaning: object) -> bool:
    """Whether a word means a kind of day, and not a role, a step or a level."""
    return isinstance(meaning, str) and tidy(meaning) in (*KINDS_OF_DAY, "calendar day")
