"""What is asked for about a sum of money, and about an invoice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.web.forms import ActForm, Choice, Sum, Words
from tenor.web.parts.sentence import sentence

MOST = 2000
Data = dict[str, Any]
Pairs = Sequence[tuple[str, str]]


class WhyForm(ActForm):
    """A word about it, where somebody wants to say one."""

    why = Words(label=gettext_lazy("Anything to say about it"), rows=2, max_length=MOST, required=False)


class WaiveForm(ActForm):
    """Letting a sum go."""

    why = Words(label=gettext_lazy("Why is it let go?"), help_text=gettext_lazy("Both sides see it"), rows=2, max_length=MOST)


class ClaimForm(ActForm):
    """How much of it is claimed: all, unless the contract says "up to" or a person asks for less."""

    def __init__(self, *args: Any, line: Data, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount, currency = line["coins"] or 0, line["currency"] or "GBP"
        asked = _("How much do you withhold (%(currency)s)?") if line["way"] == "withhold" else _("How much do you claim (%(currency)s)?")
        hint = _("Up to %(sum)s: the contract leaves to you how much") if line["up_to"] else _("%(sum)s, or less")
        asked_sum = Sum(
            label=asked % {"currency": currency},
            help_text=hint % {"sum": line["amount"]},
            currency=currency,
            most=max(amount, 1),
            initial=None if line["up_to"] else amount,
        )
        self.add("amount", asked_sum)
        self.add(
            "why",
            Words(
                label=_("Anything to say about it"),
                help_text=_("For example: the report and the invoice it rests on"),
                rows=2,
                max_length=MOST,
                required=False,
            ),
        )
        self.order_fields(["amount", "why"])


class SettleForm(ActForm):
    """How what was claimed came in: set off against an invoice, or paid."""

    by_way = Choice(
        label=gettext_lazy("How was it settled?"),
        choices=[("set off", gettext_lazy("Set off against an invoice")), ("paid", gettext_lazy("Paid"))],
        reveals={"set off": "period"},
    )
    period = forms.ChoiceField(label=gettext_lazy("Against the invoice of which month?"))

    def __init__(self, *args: Any, line: Data, months: Sequence[Data], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left, currency = max(line["left"], 1), line["currency"] or "GBP"
        months_field: Any = self.fields["period"]
        months_field.choices = [("", _("Choose a month")), *((each["label"], sentence(each["said"])) for each in months)]
        asked = Sum(
            label=_("How much (%(currency)s)?") % {"currency": currency},
            help_text=_("All that is still open stands here; change it where it was less"),
            currency=currency,
            most=left,
            initial=left,
        )
        self.add("amount", asked)
        self.add("why", Words(label=_("Anything to say about it"), rows=2, max_length=MOST, required=False))
        self.order_fields(["by_way", "period", "amount", "why"])


class InvoiceForm(ActForm):
    """What was invoiced. `charges`: as the page's data have them."""

    def __init__(self, *args: Any, charges: Sequence[Data], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.charges = list(charges)
        names = [(str(n), each["name"].capitalize()) for n, each in enumerate(self.charges)]
        reveals = {str(n): f"period_{n}" for n in range(len(names))}
        if len(names) > 1:
            self.add("charge", Choice(label=_("Which charge?"), choices=names, reveals=reveals))
        for n, each in enumerate(self.charges):
            self.add(f"period_{n}", forms.ChoiceField(label=_asked(each["each"]), choices=[("", _("Choose")), *_periods(each)]))
        amount = Sum(
            label=_("What did it come to (GBP)?"),
            help_text=_("As the invoice says, before anything is taken off, for example 12,500.00"),
            least=0,
        )
        self.add("amount", amount)
        self.add(
            "why",
            Words(
                label=_("Anything to say about it"),
                help_text=_("For example: the number of the invoice"),
                rows=2,
                max_length=MOST,
                required=False,
            ),
        )

    def chosen(self) -> tuple[str, str]:
        """The charge and the period."""
        given = self.cleaned_data
        n = int(given.get("charge") or 0)
        return self.charges[n]["name"], given[f"period_{n}"]


def _asked(each: str) -> str:
    return {"month": _("Which month?"), "quarter": _("Which quarter?"), "year": _("Which year?")}.get(each, _("Of what?"))


def _periods(charge: Data) -> list[tuple[str, str]]:
    found = []
    for each in charge["periods"]:
        words = sentence(each["said"]) if each["said"] else _("the whole contract")
        found.append(
            (each["label"], _("%(period)s (invoiced already: this takes its place)") % {"period": words} if each["came"] else words)
        )
    return found
