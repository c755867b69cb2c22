"""What is asked of an act beside its side and state: each question by the name that the table of acts uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tenor.base.problem import Problem
from tenor.review import questions_answers as answers
from tenor.review import questions_assurance as assurance
from tenor.review import questions_contract as contract
from tenor.review import questions_ending as ending
from tenor.review import questions_findings as findings
from tenor.review import questions_judged as judged
from tenor.review import questions_letters as letters
from tenor.review import questions_meetings as meetings
from tenor.review import questions_money as money
from tenor.review import questions_plans as plans
from tenor.review import questions_steps as steps
from tenor.review import questions_work as work
from tenor.review.things import Question

QUESTIONS: Mapping[str, Callable[[Question], Iterable[Problem]]] = {
    # money
    "a charge that is invoiced": money.invoiced_charge,
    "whom the money is owed to": money.owed_to,
    "no more than is owed": money.no_more_than_owed,
    "no more than was claimed": money.no_more_than_claimed,
    # returns, figures, the contract itself
    "a period of the return": contract.period_of_return,
    "a period of the KPI": contract.period_of_kpi,
    "a figure was reported": contract.reported,
    "a sound pair": contract.sound_pair,
    "a change the contract takes": contract.change_taken,
    "an answer the terms ask for": judged.asked_for,
    "the other side, or the buyer": contract.other_side_or_buyer,
    "a row to excuse": contract.row_to_excuse,
    "a row to confirm": contract.row_to_confirm,
    "an option of the reading": contract.option_of_reading,
    "terms that can be read": contract.readable_terms,
    "something to agree": contract.something_to_agree,
    "a day of the contract": contract.day_of_contract,
    "a day of the sub-contract": contract.day_of_subcontract,
    "a contact that was named": contract.named_contact,
    "something to erase": contract.something_to_erase,
    # steps, duties, events
    "a step that waits": steps.waiting_step,
    "an option of the step": steps.option_of_step,
    "what must come first": steps.gate_open,
    "a day to look again": steps.look_again,
    "a review day": steps.review_day,
    "whom it is owed to": steps.owed_to,
    "its own task": steps.own_task,
    "a later day": steps.later_day,
    "no more than may be given": answers.as_far_as_allowed,
    "something to answer": answers.something_to_answer,
    "what its side received": answers.what_its_side_received,
    "an option of the answer": answers.option_of_answer,
    "a day the contract allows": answers.day_to_cure,
    "the time to cure over": answers.time_to_cure_over,
    "an event of the terms": steps.known_event,
    # meetings, minutes, plans, notices
    "who the terms say": work.who_the_terms_say,
    "a finding that the rule asks for": findings.asked_for,
    "a step that it is about": findings.about_a_step,
    "its own side": work.own_side,
    "the other side answers": work.other_side,
    "its own proposal": work.own_proposal,
    "a slot of the series": work.slot_of_series,
    "a frequency": work.frequency,
    "a later version": work.later_version,
    "before silence agreed": work.before_silence,
    "both texts where withheld": work.both_texts,
    "a plan of the terms": work.plan_of_terms,
    "a review date": work.review_date,
    "the complete version": work.complete_version,
    "a milestone of the plan": plans.milestone_of_plan,
    "targets that can be read": plans.readable_targets,
    "a notice of the terms": work.notice_of_terms,
    "on what it rests": work.ground_of_notice,
    "a new plan": work.new_plan,
    "not acknowledged before": work.not_acknowledged,
    # agendas, attendance, actions, working together
    "every block of the agenda": meetings.every_block,
    "a later agenda": meetings.later_agenda,
    "a role of the other side": meetings.role_of_other_side,
    "a meeting that is signed": meetings.before_start,
    "not signed before": meetings.not_signed_before,
    "a later day of the action": meetings.later_day_of_action,
    "marks from 1 to 5": meetings.marks,
    # standards, certificates, information, risks
    "a day not past": assurance.day_not_past,
    "a score from 1 to 5": assurance.score,
    "a risk that all who see this see": assurance.seen_by_all,
    "a plan that there is": assurance.known_plan,
    "an audit or a certificate": assurance.audit_or_certificate,
    "a weight of findings": assurance.weight,
    "an end after its beginning": assurance.ends_after_beginning,
    "one that it replaces": assurance.replaced,
    # letters before they go out
    "a notice not issued": letters.not_issued,
    "the text that was asked about": letters.text_asked_about,
    "a second person": letters.second_person,
    "all it must state": letters.all_stated,
    "a look by legal": letters.looked_at_by_legal,
    "approved": letters.approved,
    # getting ready, what comes after, how it ends
    "no more than were booked": ending.no_more_than_booked,
    "a right to extend": ending.right_to_extend,
    "a day after the contract": ending.day_after_contract,
    "a ground where the law asks for one": ending.ground,
    "a day still to come": ending.day_to_come,
    "what was invited and its day over": ending.invited_and_over,
    "a contract that is over": ending.over,
    "not ended before": ending.not_ended,
    "the gates of its route": ending.gates,
}
