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
TWO_LEVELS = ("met", "failed")
WORD_MEANINGS = ("buyer", "supplier", "points", "failed", "met", "unit")


@dataclass(slots=True)
class Names:
    """Ids and names by section. `words`: what a printed word (in small letters) was read to mean."""

    kpis: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    datasets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # id -> fields and derived fields
    units: tuple[str, ...] = ()
    subcontractors: tuple[str, ...] = ()
    ladders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name -> levels, best first; the only one may have no name
    good: Mapping[str, int] = field(default_factory=dict)  # ladder -> how many of its levels, best first, count as met
    ladder_named: Mapping[str, str] = field(default_factory=dict)  # KPI (or "overall") -> the ladder it names; left out: the first
    families: tuple[str, ...] = ()  # KPIs measured for each unit, or each value of a field
    weights: Mapping[str, str] = field(default_factory=dict)  # word -> number
    steps: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    characteristics: tuple[str, ...] = ()  # choice fields of equality: each may also be not recorded, or not be told
    choices: tuple[str, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # kpi -> its tags
    step_kinds: Mapping[str, str] = field(default_factory=dict)  # step -> decision, notice, plan …
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # step, duty or return -> what can be answered to it
    cured: tuple[str, ...] = ()  # steps whose notice leaves time to put things right
    charges: tuple[str, ...] = ()
    tallies: tuple[str, ...] = ()  # accounts that rules keep points in, beside "points"
    words: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    by_target_alone: bool = False  # some KPI is only "met" or "failed", or a period counts as "failed", beside a longer ladder

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of every ladder, each once."""
        return tuple(dict.fromkeys(name for ladder in self.ladders.values() for name in ladder))

    @property
    def first(self) -> tuple[str, ...]:
        """The levels of the ladder that is meant where none is named."""
        return next(iter(self.ladders.values()), ())

    def ladders_of(self, things: Iterable[str]) -> tuple[str, ...]:
        """The ladders that KPIs, or "overall", are rated on; of none: every ladder that some KPI is rated on."""
        first = next(iter(self.ladders), "")
        named = [self.ladder_named.get(each, first) for each in tuple(things) or self.kpis]
        return tuple(dict.fromkeys(name if name in self.ladders else first for name in named)) or tuple(self.ladders)[:1]

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
    ladders = _ladders(tree.get("levels"))
    kpis = _maps(tree.get("kpis"))
    each_kpi = [(str(kpi["id"]), kpi) for kpi in kpis if isinstance(kpi.get("id"), str)]
    with_parts = [*each_kpi, *((f"{id}.{part['id']}", part) for id, kpi in each_kpi for part in _maps(kpi.get("parts")) if "id" in part)]
    named = {id: str(kpi["ladder"]) for id, kpi in each_kpi if isinstance(kpi.get("ladder"), str)}
    overall = tree.get("overall")
    if isinstance(overall, Mapping) and isinstance(overall.get("ladder"), str):
        named["overall"] = str(overall["ladder"])
    named |= {id: named[id.split(".")[0]] for id, _ in with_parts if "." in id and id.split(".")[0] in named}
    several = len({name for ladder in ladders.values() for name in ladder}) > 2
    return Names(
        by_target_alone=several and (any(_has_target_alone(kpi) for _, kpi in with_parts) or _counts_as(tree, _failed(tree))),
        kpis=tuple(id for id, _ in with_parts),
        stated=tuple(id for id, kpi in with_parts if _is_stated(kpi)),
        families=tuple(id for id, kpi in each_kpi if "for_each" in kpi),
        datasets={str(name): _fields(dataset) for name, dataset in _pairs(tree.get("datasets"))},
        units=_ids(tree.get("units")),
        characteristics=_characteristics(tree.get("equality")),
        subcontractors=_subcontractors(tree.get("contract")),
        ladders=ladders,
        ladder_named=named,
        weights={word: str(weight) for word, weight in _pairs(tree.get("weights")) if isinstance(weight, str)},
        steps=tuple(name for name, _ in _pairs(tree.get("steps"))),
        rules=_ids(tree.get("rules")),
        returns=_ids(tree.get("returns")),
        meetings=_ids(tree.get("meetings")),
        duties=tuple(id for _, group in _pairs(tree.get("duties")) for id in _ids(group)),
        periods=tuple(name for name, _ in _pairs(tree.get("periods"))),
        events=tuple(name for name, _ in _pairs(tree.get("events"))),
        charges=tuple(name for name, _ in _pairs(tree.get("charges"))),
        tallies=tuple(str(rule["tally"]) for rule in _maps(tree.get("rules")) if isinstance(rule.get("tally"), str)),
        roles=tuple(dict.fromkeys(str(c["role"]) for c in _maps(tree.get("contacts")) if isinstance(c.get("role"), str))),
        tags={str(kpi["id"]): _tags(kpi) for kpi in kpis if "id" in kpi},
        choices=tuple(dict.fromkeys(option for _, thing in _answerable(tree) for option in _choices(dict(thing)))),
        step_kinds={name: str(step.get("kind", "")) for name, step in _pairs(tree.get("steps")) if isinstance(step, Mapping)},
        answers={name: tuple(_choices(thing["answer"])) for name, thing in _answerable(tree) if "answer" in thing},
        cured=tuple(name for name, step in _pairs(tree.get("steps")) if isinstance(step, Mapping) and "cure" in step),
    )


def _answerable(tree: Mapping[str, Tree]) -> list[tuple[str, Mapping[str, Tree]]]:
    """Steps, and duties, returns and meetings by their ids."""
    steps = [(name, step) for name, step in _pairs(tree.get("steps")) if isinstance(step, Mapping)]
    listed = (
        [one for _, group in _pairs(tree.get("duties")) for one in _maps(group)] + _maps(tree.get("returns")) + _maps(tree.get("meetings"))
    )
    return [*steps, *((str(one["id"]), one) for one in listed if "id" in one)]


def _pairs(value: object) -> list[tuple[str, Tree]]:
    return [(str(k), v) for k, v in value.items()] if isinstance(value, Mapping) else []


def _maps(value: object) -> list[Mapping[str, Tree]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _ids(value: object) -> tuple[str, ...]:
    return tuple(str(each["id"]) for each in _maps(value) if isinstance(each.get("id"), str))


def _subcontractors(contract: object) -> tuple[str, ...]:
    named = contract.get("subcontractors") if isinstance(contract, Mapping) else None
    several = named if isinstance(named, list) else [named] if isinstance(named, str) else []
    return tuple(str(each.get("id", "")) if isinstance(each, Mapping) else id_of_name(str(each)) for each in several)


def id_of_name(name: str) -> str:
    """The id of a thing that has only a name: its letters and digits, small, with dashes between."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in name.lower()).split())


def _characteristics(equality: object) -> tuple[str, ...]:
    named = equality.get("characteristics") if isinstance(equality, Mapping) else None
    return tuple(str(each) for each in named) if isinstance(named, list) else (str(named),) if isinstance(named, str) else ()


def _tags(kpi: Mapping[str, Tree]) -> tuple[str, ...]:
    tags = kpi.get("tags")
    return tuple(str(tag) for tag in tags) if isinstance(tags, list) else (str(tags),) if isinstance(tags, str) else ()


def _is_stated(kpi: Mapping[str, Tree]) -> bool:
    """Whether a return may hold its figure: stated, as a whole or as one side of a ratio. What a reading decides may be."""
    return "parts" in kpi or _says_stated(kpi.get("measure"))


def _says_stated(measure: object) -> bool:
    if not isinstance(measure, Mapping):
        return False
    return any(key in ("stated", "reading") or str(key).startswith("by ") or _says_stated(inner) for key, inner in measure.items())


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


def _ladders(value: object) -> dict[str, tuple[str, ...]]:
    """The names of levels by ladder, however wrong the rest is."""
    if isinstance(value, Mapping) and not ({"reading"} & set(value)):
        return {str(name): _levels(ladder) for name, ladder in value.items()} or {"": TWO_LEVELS}
    return {"": _levels(value) or TWO_LEVELS}


def _levels(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else []
    return tuple(str(each.get("id", "")) if isinstance(each, Mapping) else str(each) for each in listed)


def tidy(word: str) -> str:
    return " ".join(word.lower().split())


def same(first: str, second: str) -> bool:
    """Capitals and a plural s make no other word."""
    a, b = tidy(first), tidy(second)
    return a == b or a + "s" == b or b + "s" == a


def is_kind_of_day(meaning: object) -> bool:
    """Whether a word means a kind of day, and not a role, a step or a level."""
    return isinstance(meaning, str) and tidy(meaning) in (*KINDS_OF_DAY, "calendar day")
