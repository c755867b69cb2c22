"""The receipt of a return: what was recorded, what is said of it, and the figures as they now stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tenor.base.period import parse_label
from tenor.base.problem import Problem
from tenor.base.wording import said, say
from tenor.cli.check import clause_words
from tenor.cli.opening import Opened
from tenor.cli.paper import Paper, capital
from tenor.cli.standing import figure_words
from tenor.cli.strip import look_of

if TYPE_CHECKING:
    from tenor.ledger.compare import Compared
    from tenor.ledger.record import Proposed
    from tenor.review.model import Rating, Review

MOST = 20  # things said of rows before the rest is only counted


def print_receipt(
    paper: Paper, opened: Opened, made: Review, proposed: Proposed, seq: int, compared: Compared, notes: Sequence[Problem]
) -> None:
    """The whole receipt. `seq` 0: nothing was recorded, this is what would have been."""
    event = proposed.event
    period = parse_label(event.covers, made.terms.contract.starts)
    covers = period.said if period else event.covers
    code = "cli-received" if seq else "cli-would-receive"
    paper.line((say(said(code, ret=event.ret, covers=covers, on=made.on, seq=seq)), "good" if seq else "strong"), hang=0)
    paper.line((say(said("cli-file-kept", hash=event.file)), "dim"), hang=0)
    before = next((e.seq for e in opened.entries if getattr(e.event, "file", None) == event.file), None)
    if before is not None:
        paper.line(say(said("cli-same-file", seq=before)), hang=0)
    paper.heading("Rows")
    answered = len(compared.questions)
    sentence = said("cli-rows-new", new=len(compared.new), completed=len(compared.completed), same=len(compared.same), answered=answered)
    paper.line(say(sentence), indent=2)
    if notes:
        paper.heading(f"Said of it ({len(notes)})")
        for note in notes[:MOST]:
            paper.item((f"{note.where}: " if note.where and str(note.where) else "", "dim"), say(note.said), clause_words(note.clause))
        if len(notes) > MOST:
            paper.line(say(said("cli-and-more-said", n=len(notes) - MOST)), indent=4)
    _figures(paper, opened, made, proposed)


def _figures(paper: Paper, opened: Opened, made: Review, proposed: Proposed) -> None:
    """The figures of the period with this return in, and what else it changes."""
    from tenor.review.differences import differences
    from tenor.review.what_if import what_if

    event = proposed.event
    found = what_if(opened.terms, opened.entries, [(event, proposed.side, made.on)], on=made.on, bodies=[proposed.body])
    after = found.after
    paper.heading("Figures")
    for kpi in event.reports:
        rating = after.ratings.by_kpi.get(kpi, {}).get(event.covers)
        own = after.terms.kpi(kpi)
        if rating is not None:
            name = f"KPI {own.number} {own.title}" if own and own.number else kpi
            paper.item(
                (name, "strong"),
                ": ",
                (figure_words(after, rating), look_of(after, rating.at(after.on).rating)),
                _was(found.before, rating),
            )
            if rating.at(after.on).state == "provisional":
                paper.line((say(said("cli-settles-on", day=rating.final_on)), "dim"), indent=4)
    others = [line for line in differences(found.before, after) if line.code not in ("what-if-rating", "what-if-overall")]
    if others:
        paper.heading("What else changes")
        for line in others:
            paper.item(capital(say(line)))


def _was(before: Review, rating: Rating) -> str:
    """What a figure was until now, where it was another: a figure given anew is nowhere asked about, so it is said here."""
    old = before.ratings.by_kpi.get(rating.kpi, {}).get(rating.period.label)
    figure = old.at(before.on).figure if old is not None else None
    if old is None or figure is None or figure == rating.at(before.on).figure:
        return ""
    return say(said("cli-figure-was", was=figure_words(before, old)))
