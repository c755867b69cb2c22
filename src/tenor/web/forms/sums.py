"""A sum of money as people type it: "1,250", "1250.50", "£1,250.00". Never a float: it becomes whole numbers of the smallest coin."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tenor.review.coins import coin_words, coins

SIGNS = {"£": "GBP", "€": "EUR", "$": "USD"}
TYPED = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]*))?")
LONGEST = 16  # digits of the largest sum that is a sum


class Sum(forms.CharField):
    """Gives whole numbers of the smallest coin of `currency`: 1050 for "10.50". `most`: no more than that; `least`: at least that."""

    def __init__(self, *, currency: str = "GBP", least: int = 1, most: int | None = None, **kwargs: Any) -> None:
        self.currency, self.least, self.most = currency, least, most
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return plain_sum(value, self.currency) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            super().clean("")
            return None
        found = self._read(text)
        named = str(self.label or "").rstrip("?:")
        if found is None:
            raise ValidationError(_("“%(label)s” must be a sum of money, like 1,250.00") % {"label": named.replace("%", "%%")})
        if found < self.least:
            raise ValidationError(
                _("“%(label)s” must be %(least)s or more") % {"label": named, "least": coin_words(self.least, self.currency)}
            )
        if self.most is not None and found > self.most:
            raise ValidationError(
                _("“%(label)s” must be %(most)s or less") % {"label": named, "most": coin_words(self.most, self.currency)}
            )
        return found

    def _read(self, text: str) -> int | None:
        """None where it is no sum of this currency."""
        text = text.replace(" ", "").replace("\u00a0", "")
        for sign in (*SIGNS, self.currency):
            if text.upper().startswith(sign) and SIGNS.get(sign, sign) == self.currency:
                text = text[len(sign) :]
        places, typed = coins(self.currency), TYPED.fullmatch(text)
        if typed is None:
            return None
        whole, part = typed[1].replace(",", ""), typed[2] or ""
        return int(whole + part.ljust(places, "0")) if len(whole) <= LONGEST and len(part) <= places else None


def plain_sum(amount: int, currency: str) -> str:
    """A sum as it is typed into a box: "1,250.50"."""
    places = coins(currency)
    whole, part = divmod(amount, 10**places)
    return f"{whole:,}.{part:0{places}}" if places else f"{whole:,}"
