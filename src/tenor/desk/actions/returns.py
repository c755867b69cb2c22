"""Orders about returns: send what was typed, send a file, accept, confirm. One road for a form and for a file."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from tenor.base.problem import Problem, problem, stopping
from tenor.desk import clock
from tenor.desk.actions.returns_columns import layout_of
from tenor.desk.actions.returns_sent import keep_sent, was_sent
from tenor.desk.actions.returns_typed import Typed, TypedFile, box_of, write_file
from tenor.desk.held import held
from tenor.desk.models import Draft
from tenor.desk.pages.view import Data
from tenor.desk.record import Received, record
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.canonical import sha256
from tenor.ledger.compare import Difference
from tenor.ledger.events.returns import ReturnAccepted, ReturnConfirmed, ReturnReceived
from tenor.ledger.received import received
from tenor.ledger.record import Proposed
from tenor.ledger.resolve import Answer, Resolved, resolve
from tenor.returns.model import Return
from tenor.review.receiving import compare_received, read_received

# What is worth a look before a form is sent, though it stops nothing: a slip of a finger shows like this.
LOOK = frozenset(
    {
        "return-order",
        "return-other-period",
        "return-outside-contract",
        "return-percent-above-100",
        "return-undated",
        "return-unit-closed",
        "return-unit-no-opening",
        "return-unit-unknown",
        "return-wrong-period",
    }
)
MOST_BYTES = 5 * 1024 * 1024
UPLOAD, RETURN = "upload", "return"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A problem and the box it is about, "" for none."""

    problem: Problem
    box: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of it. Recorded: `entry`. Else one of: what is wrong; what is worth a look; questions to answer; it `changed` meanwhile."""

    entry: str = ""
    problems: tuple[Placed, ...] = ()
    looks: tuple[Placed, ...] = ()
    questions: tuple[Difference, ...] = ()
    changed: bool = False
    said: tuple[Problem, ...] = ()


def send_form(
    *,
    place: Place,
    form: Data,
    typed: Typed,
    answers: Mapping[str, str],
    looked: bool = False,
    id: str = "",
    head: str = "",
) -> Sent:
    """Send a return that was typed in. For the supplier by itself, or by the buyer for it, who is told of that."""
    file = write_file(form, typed, place.contract.reference)
    wrong = tuple(Placed(problem=one, box=one.where.cell or "") for one in file.unsaid if one.where)
    words: dict[str, Any] = {"text": typed.words.strip()} if typed.words.strip() else {}
    if typed.none:
        words["none"] = "; ".join(sorted(typed.none))

    def done(read: Return) -> None:
        forget(place, RETURN, f"{form['ret']}/{form['covers']}")
        keep_sent(place, read, file, typed, answers, id)

    return _send(
        place=place,
        data=file.data,
        name=file.name,
        known={"ret": form["ret"], "covers": form["covers"], "nil": typed.nil},
        answers=answers,
        wrong=wrong,
        file=file,
        looked=looked,
        words=words,
        id=id,
        head=head,
        done=done,
    )


def send_file(
    *,
    place: Place,
    data: bytes,
    name: str,
    known: Mapping[str, Any],
    answers: Mapping[str, str],
    replaces: bool = False,
    words: str = "",
    id: str = "",
    head: str = "",
) -> Sent:
    """Send a workbook, CSV or JSON. `known`: ret, covers and nil, where the file does not say."""
    if len(data) > MOST_BYTES:
        return Sent(problems=(Placed(problem=problem("return-file-large", most=MOST_BYTES // 1024 // 1024)),))
    told = {"text": words.strip()} if words.strip() else {}
    return _send(
        place=place,
        data=data,
        name=name,
        known=known,
        answers=answers,
        replaces=replaces,
        looked=True,
        words=told,
        id=id,
        head=head,
        done=lambda _read: forget(place, UPLOAD, str(place.person.pk)),
    )


def _send(
    *,
    place: Place,
    data: bytes,
    name: str,
    known: Mapping[str, Any],
    answers: Mapping[str, str],
    wrong: tuple[Placed, ...] = (),
    file: TypedFile | None = None,
    looked: bool = False,
    replaces: bool = False,
    words: Mapping[str, Any],
    id: str,
    head: str,
    done: Callable[[Return], None],
) -> Sent:
    if was_sent(place, id):
        return Sent(entry=id) if _is_that(place, id, data, words, replaces) else Sent(changed=True)
    side = place.actor.side
    review = review_of(place.contract, side)
    terms, read = read_received(review, data, name, layout=layout_of(place.contract), **known)
    stops = (*wrong, *_placed(stopping(list(read.problems)), file))
    if file is not None and any(one.problem.code != "return-nothing" for one in stops):
        stops = tuple(one for one in stops if one.problem.code != "return-nothing")
    if read.return_ is None or wrong:
        return Sent(problems=stops, said=read.problems)
    looks = _placed([one for one in read.problems if one.code in LOOK], file)
    if looks and not looked:
        return Sent(looks=tuple(looks), said=read.problems)
    compared = compare_received(review, terms, read.return_, replaces=replaces)
    given = {one.id: cast(Answer, answers[one.id]) for one in compared.questions if one.id in answers}
    resolved = resolve(compared, given, read.return_.figures)
    if not isinstance(resolved, Resolved):
        return Sent(questions=compared.questions, said=read.problems)
    proposed = received(
        read.return_, resolved, terms, by=place.actor.by, side=side, on=review.on, replaces=replaces, words=words or None, id=id
    )
    sent = read.return_
    return _recorded(place, proposed, Received(data=data, name=name), head, lambda: done(sent), read.problems)


def _recorded(place: Place, proposed: Proposed, file: Received, head: str, done: Callable[[], None], said: tuple[Problem, ...]) -> Sent:
    found = record(place.contract, [proposed], actor=place.actor, files=[file], head=head, also=done)
    if any(one.code == "changed-meanwhile" for one in found.problems):
        return Sent(changed=True)
    if not found.entries:
        return Sent(problems=tuple(Placed(problem=one) for one in found.problems))
    return Sent(entry=found.entries[0].id, said=said)


def _is_that(place: Place, id: str, data: bytes, words: Mapping[str, Any], replaces: bool) -> bool:
    """Whether an entry is what is sent here, byte for byte and with the same words: sent twice, it is one."""
    entry = next((one for one in held(place.contract).entries if one.id == id), None)
    if entry is None or not isinstance(entry.event, ReturnReceived):
        return False
    said = entry.words.content if entry.words else {}
    same = all(said.get(name) == words.get(name) for name in ("text", "none"))
    return same and (entry.event.file, entry.event.replaces) == (sha256(data), replaces)


def _placed(problems: list[Problem], file: TypedFile | None) -> list[Placed]:
    """Problems with their boxes; a row without a key is said once."""
    return [Placed(problem=one, box=box_of(file, one.where.cell or "") if file and one.where else "") for one in problems]


# --- work in hand ------------------------------------------------------------------------------------------------


def save_typed(*, place: Place, form: Data, typed: Typed, head: str, turn: int | None = None) -> Draft | None:
    """Keep what was typed, for this side alone. `turn`: that of the draft it was typed into, 0 for none yet. None, and nothing is kept,
    where somebody else of the side saved since; their own savings nobody is asked about."""
    key = f"{form['ret']}/{form['covers']}"
    return _keep(place, RETURN, key, typed.body(), head, turn)


def keep_file(*, place: Place, data: bytes, name: str, known: Mapping[str, Any], head: str) -> Draft | None:
    """Keep a file while its questions are answered; the next file of the same person takes its place."""
    body = {"name": name[:200], "data": base64.b64encode(data).decode(), "known": dict(known)}
    return _keep(place, UPLOAD, str(place.person.pk), body, head)


def forget(place: Place, kind: str, key: str) -> None:
    """Drop work in hand: it was recorded, or is not wanted."""
    Draft.objects.filter(contract=place.contract, kind=kind, key=key, seen_by=place.side).delete()


def _keep(place: Place, kind: str, key: str, body: Data, head: str, turn: int | None = None) -> Draft | None:
    draft, new = Draft.objects.get_or_create(
        contract=place.contract,
        kind=kind,
        key=key,
        seen_by=place.side,
        defaults={"body": body, "head": head, "saved_by": place.person, "saved_at": clock.now()},
    )
    if new:
        return draft
    if turn is not None and draft.turn != turn and draft.saved_by_id != place.person.pk:
        return None
    was = draft.turn
    draft.body, draft.head, draft.saved_by, draft.saved_at, draft.turn = body, head, place.person, clock.now(), was + 1
    changes = {name: getattr(draft, name) for name in ("body", "head", "saved_by", "saved_at", "turn")}
    saved = Draft.objects.filter(pk=draft.pk, turn=was).update(**changes)
    return draft if saved or turn is None else None


# --- accept, confirm ---------------------------------------------------------------------------------------------


def accept_return(*, place: Place, entry: str, id: str = "") -> tuple[Problem, ...]:
    """The buyer has looked at a return and has nothing more to ask."""
    return _say(place, ReturnAccepted(entry=entry), id)


def confirm_return(*, place: Place, entry: str, id: str = "") -> tuple[Problem, ...]:
    """The supplier says that what the buyer typed in for it is right."""
    return _say(place, ReturnConfirmed(entry=entry), id)


def _say(place: Place, event: object, id: str) -> tuple[Problem, ...]:
    side = cast(Literal["buyer", "supplier"], place.side)
    done = record(place.contract, [Proposed(event=event, by=place.actor.by, side=side, on=clock.today(), id=id)], actor=place.actor)
    return () if done.entries else done.problems
