"""The forms on the way to ending a contract early."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.desk.actions.termination import GROUNDS
from tenor.web.forms import ActForm, Choice, DayField, Words

GROUND_WORDS = {
    "material breach of the Act": gettext_lazy("The contract was awarded or changed in material breach of the Act"),
    "supplier excluded or excludable": gettext_lazy("Since the award the supplier has become excluded or excludable"),
    "subcontractor excluded or excludable": gettext_lazy("A subcontractor has become excluded or excludable"),
}


def basis_words() -> dict[str, str]:
    """The routes, in words."""
    return {
        "contractual default": _("The contract’s own right, on default"),
        "contractual convenience": _("The contract’s own right, without default"),
        "implied": _("The right that law puts into public contracts (Procurement Act 2023, section 78)"),
        "agreement": _("Both sides agree to end it"),
    }


class RouteForm(ActForm):
    """Which right, and why. Nothing is chosen beforehand."""

    basis = Choice(
        label=gettext_lazy("On which right would the contract end?"),
        hints={"implied": gettext_lazy("It has three grounds and gates of its own. Figures below target alone are no ground of it.")},
        reveals={"implied": "ground"},
    )
    ground = Choice(label=gettext_lazy("On which ground?"), choices=[(each, GROUND_WORDS[each]) for each in GROUNDS])
    why = Words(label=gettext_lazy("Why this route?"), rows=4, max_length=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = list(basis_words().items())  # type: ignore[attr-defined]


class InviteForm(ActForm):
    """What the other side is told, and until when it may answer."""

    text = Words(
        label=gettext_lazy("The intention, the ground and the reasons"),
        help_text=gettext_lazy("As the supplier was told. It sees these words."),
        rows=6,
        max_length=4000,
    )
    until = DayField(label=gettext_lazy("Until when may it answer?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].earliest = today + timedelta(days=1)  # type: ignore[attr-defined]


class ConsideredForm(ActForm):
    """What came, and what was concluded."""

    text = Words(label=gettext_lazy("What did the supplier say, and what do you conclude?"), rows=6, max_length=4000)


class EndContractForm(ActForm):
    """The last day, and why."""

    last_day = DayField(label=gettext_lazy("The contract’s last day"))
    why = Words(label=gettext_lazy("Why it ends"), rows=4, max_length=4000)
