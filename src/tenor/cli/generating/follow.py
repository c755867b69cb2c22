"""What people did about what the review said: steps decided, plans asked for and followed, notices issued, figures disputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from tenor.base.days import Calendar
from tenor.base.period import Period
from tenor.cli.generating.meeting import who_of
from tenor.cli.generating.model import Planned, Setting, Who
from tenor.cli.generating.rows import bad_on
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.events.meetings import MeetingHeld
from tenor.ledger.events.notices import NoticeAdvised, NoticeApproved, NoticeDrafted, NoticeIssued, NoticeReceived
from tenor.ledger.events.plans import MilestoneReported, PlanProposed, PlanRequested, PlanReviewed, PlanSigned
from tenor.ledger.events.returns import FigureCorrected, FigureDisputed, FigureResolved
from tenor.review.model import Rating, Review, Step
from tenor.terms.model import Rule, Stated, StepTerms

TEXT = "5a" * 32  # of letters that are invented: their words are drawn for each contract


@dataclass(slots=True, kw_only=True)
class Following:
    """One mould's way of following up. `eager`: of a hundred steps, how many are decided."""

    setting: Setting
    months: Sequence[tuple[Period, bool]]
    rng: Random
    eager: int
    handled: set[str] = field(default_factory=set)
    busy_until: date = date.min
    things: int = 0

    @property
    def calendar(self) -> Calendar:
        return self.setting.terms.calendar

    # --- figures -------------------------------------------------------------------------------------------------

    def disputes(self, made: Review) -> Iterator[Planned]:
        """A few figures put right or questioned, and what late rows disputed settled; each judged by its state on that day."""
        for kpi, ratings in made.ratings.by_kpi.items():
            for label, rating in ratings.items():
                yield from self._dispute(made, kpi, label, rating)

    def _dispute(self, made: Review, kpi: str, label: str, rating: Rating) -> Iterator[Planned]:
        if rating.reported_on is None or rating.period.last > self.setting.last:
            return
        day = self.calendar.add(rating.reported_on, self.rng.randint(2, 9))
        answered = self.calendar.add(day, self.rng.randint(6, 25))
        then = rating.at(day)
        if answered >= self.setting.until or then.figure is None or self.rng.randrange(100) >= 3:
            return
        terms = self.setting.terms.kpi(kpi)
        if then.state == "provisional" and terms is not None and isinstance(terms.measure, Stated):
            numerator, of = then.figure
            event = FigureCorrected(kpi=kpi, period=label, numerator=max(numerator - 1, 0), denominator=of)
            yield Planned(on=day, minute=660, event=event, by="supplier contract manager", side="supplier", says="correction")
        elif then.state == "final" and rating.at(answered).state == "final":
            disputed = FigureDisputed(kpi=kpi, period=label)
            yield Planned(on=day, minute=661, event=disputed, by="supplier contract manager", side="supplier", says="dispute")
            resolved = FigureResolved(kpi=kpi, period=label, outcome="stands")
            yield Planned(on=answered, minute=662, event=resolved, by="contract manager", side="buyer", says="resolved")

    # --- steps ---------------------------------------------------------------------------------------------------

    def steps(self, made: Review) -> Iterator[Planned]:
        """Steps met since the last look, in order of day: some decided, and what the decision asks for done."""
        for step in sorted(made.steps, key=lambda each: (each.met_on, each.id)):
            rule = made.terms.rule(step.rule)
            if step.id in self.handled or rule is None or not step.waiting:
                continue
            self.handled.add(step.id)
            on = self.calendar.add(step.met_on, self.rng.randint(1, 8))
            if on < self.setting.until and self.rng.randrange(100) < (self.eager // 3 if step.may else self.eager):
                yield from self._decide(made, step, rule, on)

    def _decide(self, made: Review, step: Step, rule: Rule, on: date) -> Iterator[Planned]:
        choice, outcome = self._choice(made, step, rule, on)
        if not outcome:
            return
        event = DecisionTaken(rule=step.rule, outcome=outcome, choice=choice, of=step.of)  # type: ignore[arg-type]
        says = f"decision {outcome}"
        thread = f"decide {step.id}"
        yield Planned(on=on, minute=705, event=event, by="contract manager", side="buyer", says=says, thread=thread, left_out=15)
        if outcome != "taken":
            return
        for name in (choice,) if choice in step.consequences else step.consequences:
            named = made.terms.steps.get(name)
            if named is not None:
                yield from self._act(step, named, self.calendar.add(on, self.rng.randint(1, 4)))

    def _choice(self, made: Review, step: Step, rule: Rule, on: date) -> tuple[str, str]:
        """An option and what it comes to; of a step that is gated, or asks for a plan while one is in hand: not taken, or nothing."""
        options: dict[str, str] = dict.fromkeys(rule.steps, "taken") if rule.choose else {}
        for name in rule.steps:
            options |= made.terms.steps[name].choices if name in made.terms.steps else {}
        plans = [name for name in step.consequences if name in made.terms.steps and made.terms.steps[name].kind == "plan"]
        shut = bool(step.first) or (bool(plans) and on <= self.busy_until)
        if options:
            free = [option for option, outcome in options.items() if not shut or outcome != "taken" or option not in (*plans, *rule.steps)]
            free = [option for option in free if not step.first or options[option] != "taken"]
            choice = self.rng.choice(free) if free else ""
            return choice, options.get(choice, "")
        if shut:
            return "", self.rng.choice(("", "not taken"))
        return "", "taken" if self.rng.randrange(100) < 80 else "not taken"

    def _act(self, step: Step, named: StepTerms, on: date) -> Iterator[Planned]:
        if on >= self.setting.until:
            return
        self.things += 1
        if named.kind == "plan":
            yield from self._plan(step, named, on)
        elif named.kind == "notice":
            yield from self._notice(step, named, on)
        elif named.kind == "meeting":
            by, side = who_of(self.setting.terms, named.by[0])
            event = MeetingHeld(meeting=f"called-{self.things}", title=named.name)
            yield Planned(on=on, minute=780, event=event, by=by, side=side, says="called")

    def _notice(self, step: Step, named: StepTerms, on: date) -> Iterator[Planned]:
        terms, id = self.setting.terms, f"notice-{self.things}"
        side = who_of(terms, named.by[0])[1]
        method = self.rng.choice(terms.notices.by) if terms.notices and terms.notices.by else "email"
        event = NoticeIssued(notice=id, step=named.name, kpis=step.kpis, method=method, text_hash=TEXT)
        by: Who = "contract manager" if side == "buyer" else "supplier contract manager"
        if side == "buyer":
            yield from self._approved(step, named, id, on)
        yield Planned(on=on, minute=730, event=event, by=by, side=side, says="notice")
        received = self.calendar.add(on, self.rng.randint(1, 3))
        if received < self.setting.until and self.rng.randrange(100) < 85:
            other, of = who_of(terms, "", "supplier" if side == "buyer" else "buyer")
            yield Planned(on=received, minute=731, event=NoticeReceived(notice=id), by=other, side=of)

    def _approved(self, step: Step, named: StepTerms, id: str, on: date) -> Iterator[Planned]:
        """The council's letter was written by one person and approved by another, and what law says of it was asked first."""
        stated = tuple(str(n) for n, _ in enumerate(named.must_state, 1))
        drafted = NoticeDrafted(notice=id, step=named.name, kpis=step.kpis, text_hash=TEXT, stated=stated)
        yield Planned(on=on, minute=720, event=drafted, by="contract manager", side="buyer", says="notice", seen_by="buyer")
        if named.under:
            advised = NoticeAdvised(notice=id, text_hash=TEXT)
            yield Planned(on=on, minute=724, event=advised, by="head of service", side="buyer", says="decision advice", seen_by="buyer")
        approved = NoticeApproved(notice=id, text_hash=TEXT)
        yield Planned(on=on, minute=725, event=approved, by="head of service", side="buyer", seen_by="buyer")

    # --- plans ---------------------------------------------------------------------------------------------------

    def _plan(self, step: Step, named: StepTerms, on: date) -> Iterator[Planned]:
        plan, calendar = f"plan-{self.things}", self.calendar
        event = PlanRequested(plan=plan, kpis=step.kpis, step=named.name, rule=step.rule)
        yield Planned(on=on, minute=740, event=event, by="contract manager", side="buyer", says="request")
        self.busy_until = calendar.add(on, 25)
        by, side = who_of(self.setting.terms, named.by[0], "supplier" if not named.by else None)
        version, ready = 0, calendar.add(on, self.rng.randint(3, 9))
        fate = self.rng.randrange(100)
        if fate < 12:
            return  # nothing comes of it
        if fate < 30:
            version, early = 1, calendar.add(on, 2)
            first = PlanProposed(plan=plan, version=1, complete=False)
            yield from self._before(Planned(on=early, minute=741, event=first, by=by, side=side, says="plan"))
        review_on = calendar.add(ready, self.rng.randint(40, 85))
        whole = PlanProposed(plan=plan, version=version + 1, review_on=review_on)
        yield from self._before(Planned(on=ready, minute=742, event=whole, by=by, side=side, says="plan"))
        yield from self._signed(plan, version + 1, ready, review_on)

    def _signed(self, plan: str, version: int, ready: date, review_on: date) -> Iterator[Planned]:
        calendar, rng = self.calendar, self.rng
        supplier, buyer = calendar.add(ready, 1), calendar.add(ready, rng.randint(2, 5))
        event = PlanSigned(plan=plan, side="supplier", version=version)
        yield from self._before(Planned(on=supplier, minute=743, event=event, by="supplier contract manager", side="supplier"))
        event = PlanSigned(plan=plan, side="buyer", version=version)
        yield from self._before(Planned(on=buyer, minute=744, event=event, by="head of service", side="buyer"))
        for n in range(rng.randint(0, 2)):
            on = calendar.add(buyer, 8 + 10 * n)
            told = MilestoneReported(plan=plan, milestone=f"milestone-{n + 1}", met=rng.randrange(4) > 0)
            yield from self._before(Planned(on=on, minute=745, event=told, by="supplier contract manager", side="supplier"))
        looked = calendar.add(review_on, rng.randint(0, 4))
        self.busy_until = looked
        if rng.randrange(100) < 88:
            better = not bad_on(self.months, review_on) and rng.randrange(100) < 85
            reviewed = PlanReviewed(plan=plan, outcome="improved" if better else "not improved")
            yield from self._before(Planned(on=looked, minute=746, event=reviewed, by="contract manager", side="buyer", says="review"))

    def _before(self, act: Planned) -> Iterator[Planned]:
        """The act, if its day comes before the last."""
        if act.on < self.setting.until:
            yield act
