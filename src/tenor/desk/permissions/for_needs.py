"""Who may do what a line of Home asks for: its act, as an act of the table."""

from __future__ import annotations

from collections.abc import Iterable

from tenor.desk.permissions.table import MAY
from tenor.review.need_model import Act

# act of a need -> act of the table; "": anybody who sees the line may look
ACT_FOR: dict[Act, str] = {
    "": "",
    "send return": "send a return",
    "check return": "accept a return",
    "confirm return": "confirm a return",
    "hold meeting": "hold meetings",
    "see to attendance": "hold meetings",
    "sign start": "hold meetings",
    "send minutes": "issue minutes",
    "establish receipt": "acknowledge",
    "acknowledge": "acknowledge",
    "answer minutes": "answer minutes",
    "issue minutes": "issue minutes",
    "propose plan": "propose a plan",
    "sign plan": "agree a plan",
    "review plan": "review a plan",
    "ask for plan": "ask for a plan",
    "issue notice": "issue a notice",
    "approve letter": "approve a notice",
    "advise on letter": "say what law advises",
    "issue letter": "issue a notice",
    "change letter": "issue a notice",
    "do duty": "say that something is done",
    "do action": "agree actions",
    "supply information": "answer a query",
    "discuss capacity": "answer a problem",
    "investigate": "check standards",
    "look into finding": "check standards",
    "close finding": "check standards",
    "show certificate": "show a certificate",
    "check sharing": "show a certificate",
    "review risk": "raise a risk",
    "answer query": "answer a query",
    "answer message": "write to the other side",
    "answer request": "answer a problem",
    "answer proposal": "agree a reading",
    "settle figure": "settle a figure",
    "decide": "decide a step",
    "check law": "end the contract",
    "look": "",
    "plan meeting": "hold meetings",
    "chase": "",
    "do item": "keep checklists",
    "decide what comes after": "decide what comes after",
    "archive": "end the contract",
}


def may_do(act: Act, roles: Iterable[str]) -> bool:
    """Whether somebody with these roles may do what a line asks for, or may at least look where it asks for no more."""
    meant = ACT_FOR[act]
    return not meant or bool(set(roles) & set(MAY[meant]))
