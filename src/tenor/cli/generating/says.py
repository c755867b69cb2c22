"""What people say beside their acts: a few invented sentences of each kind, by the kind of act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SAYS: Mapping[str, Sequence[Mapping[str, str]]] = {
    "meeting": (
        {"text": "Figures gone through, both sides content"},
        {"text": "Short meeting, two items put off"},
        {"text": "Met online; the late reports took most of the time"},
    ),
    "action": (
        {"text": "Send the list that was asked for"},
        {"text": "Look at the rota again"},
        {"text": "Tell the other side the new date"},
    ),
    "feedback": (
        {"text": "People who use the service spoke well of it"},
        {"text": "The new form saves an afternoon a month"},
        {"text": "Nobody answered the telephone on two days"},
    ),
    "minutes": ({"text": "Minutes as taken at the meeting"}, {"text": "Minutes, with the list of actions"}),
    "answer": ({"text": "Agreed as sent"}, {"text": "See the second item"}),
    "done": ({"note": "Seen by both sides"}, {"note": "Sent by email"}, {"note": "Kept with the papers of the contract"}),
    "query": (
        {"text": "Two dates look the wrong way round: are they?"},
        {"text": "Fewer than in other months: is the list complete?"},
        {"text": "Which of these was the one we spoke about?"},
    ),
    "reply": ({"text": "Checked against our own book: it is right"}, {"text": "Yes, complete: two were moved"}, {"text": "The second one"}),
    "risk": ({"text": "One person holds too much of the work"}, {"text": "The building may close over the winter"}),
    "trouble": ({"text": "Two people short this month"}, {"text": "A vehicle off the road"}),
    "reading": ({"reason": "Both sides read it so from now on"}, {"reason": "Agreed at the last meeting"}),
    "correction": ({"text": "Counted twice"}, {"text": "One was left off the list"}),
    "dispute": ({"text": "Our own count is another"}, {"text": "Not all of the delay was ours"}),
    "resolved": ({"text": "Counted together: it stands"}, {"text": "Looked at again, and left as it was"}),
    "decision taken": (
        {"reason": "The same cause as last time"},
        {"reason": "It has gone on for too long"},
        {"reason": "People were put out by it"},
        {"reason": "Talked over, and the supplier agrees"},
    ),
    "decision not taken": (
        {"reason": "A single slip, explained and put right"},
        {"reason": "A plan for it is in hand already"},
        {"reason": "The month was odd: the building was shut for a week"},
    ),
    "decision advice": ({"reason": "To be asked of the lawyers first"}, {"reason": "Advice wanted before anything is said"}),
    "called": ({"text": "The cause was found; a second look in a month"}, {"text": "Both sides will say what they can do"}),
    "notice": ({"text": "What is missing, why, and by when it is wanted"}, {"text": "Performance is not what was agreed, and why"}),
    "request": ({"text": "Tasks, dates and people, please"}, {"text": "Cause, tasks and dates"}),
    "plan": ({"text": "Two more people, and a list looked at every Monday"}, {"text": "Dates given earlier; one person to see to it"}),
    "review": ({"text": "Figures since then looked at"}, {"text": "The last two months compared with the three before"}),
}
