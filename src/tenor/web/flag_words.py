"""What stands on a contract, in the words of lists."""

from __future__ import annotations

from django.utils.translation import gettext as _


def label_of(flag: str) -> str:
    """A flag in words. KeyError for one that is none: a mistake of ours."""
    return {
        "conditions met": _("Decision waiting"),
        "return late": _("Return late"),
        "warning in force": _("Warning in force"),
        "plan in force": _("Plan in force"),
        "silent": _("Gone quiet"),
        "no manager": _("Nobody named as manager"),
        "figure questioned": _("A figure is questioned"),
        "not mobilised": _("Not fully mobilised"),
        "minutes late": _("Minutes late"),
        "archived": _("Archived"),
    }[flag]
