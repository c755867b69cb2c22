"""What pages with an act on them share: sending its form, saying why it is not this person's, telling who did what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from tenor.base.problem import Problem
from tenor.desk.lookups.history import names_of
from tenor.desk.permissions.roles import ROLES
from tenor.desk.permissions.table import ACT_OF, MAY
from tenor.desk.visible import Place
from tenor.ledger.events import TYPES, kebab
from tenor.web.forms import ActForm
from tenor.web.role_words import role_word
from tenor.web.views.returns_form import told_since

Data = dict[str, Any]
Do = Callable[[Data, UUID], tuple[Problem, ...]]
_MEANT = {kebab(name): ACT_OF[event] for name, event in TYPES.items() if event in ACT_OF}


def did(place: Place, form: ActForm, do: Do, to: Mapping[str, str] | None = None) -> bool:
    """Whether the form was right and its act is recorded; else what is wrong stands in the form, or what changed since. `to`: the field
    of a problem's code."""
    if not form.is_valid():
        return False
    given = form.cleaned_data
    given["turn"] = given["turn"] or uuid4()
    wrong = do(given, given["turn"])
    if any(one.code == "changed-meanwhile" for one in wrong):
        form.tell_stale(told_since(place, given["head"]), place.contract.head)
    else:
        form.attach(wrong, to)
    return not wrong


def status_of(form: ActForm | None) -> int:
    """What a page answers: 409 where something changed since, 422 where something is to be put right."""
    if form is None or not form.is_bound:
        return 200
    return 409 if form.was_told else 422 if form.errors else 200


def form_if(form: ActForm, may: bool) -> Data:
    """The form for whoever may send it; for others, who sent it all the same, what is wrong."""
    if may:
        return {"form": form}
    wrong = [str(each) for several in form.errors.values() for each in several] if form.is_bound else []
    return {"form": None, "problems": wrong}


def whose(place: Place, offered: Mapping[str, Any], act: str) -> str:
    """Why an act is not here for this person: the other side does it, or others of this side; "" where nobody may."""
    other = "supplier" if place.side == "buyer" else "buyer"
    if act in offered.get(place.side, ()):
        roles = [role_word(role) for role in MAY[_MEANT[act]] if ROLES[role].side == place.side]
        return _("This is done by: %(roles)s.") % {"roles": ", ".join(roles)}
    return _("%(who)s does this.") % {"who": side_name(place, other)} if act in offered.get(other, ()) else ""


def side_name(place: Place, side: str) -> str:
    """What a side is called here."""
    return {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}.get(side, "")


def teller(place: Place) -> Callable[[Data | None], Data | None]:
    """How an act of a page's data is shown: with who did it, by name where they have an account."""
    names = names_of(place.contract)

    def tell(act: Data | None) -> Data | None:
        if act is None:
            return None
        text = _("The words were erased.") if act["erased"] else act["text"]
        return {**act, "who": names.get(act["by"], ""), "side_name": side_name(place, act["side"]), "shown": text}

    return tell
