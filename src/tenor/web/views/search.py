"""Searching everything a person may see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from tenor.desk import clock
from tenor.desk.lookups.search import Found, search
from tenor.web.doors import show, signed_in
from tenor.web.lists import take_away, wanted_form
from tenor.web.templatetags.tenor import clause_id


@signed_in
def search_page(request: HttpRequest) -> HttpResponse:
    """What was found of the words in `?q=`, by kind."""
    assert request.user.is_authenticated
    words = request.GET.get("q", "")[:100].strip()
    found = search(request.user, words, clock.today())
    heads = {
        "contract": _("Contracts"),
        "kpi": _("Measures"),
        "clause": _("Clauses"),
        "person": _("People"),
        "meeting": _("Meetings"),
    }
    form = wanted_form(request)
    if form:
        rows = [
            [kind, each.text, each.more, each.contract.reference, each.contract.title] for kind, several in found.groups for each in several
        ]
        return take_away(request, form, "search", ["Kind", "Found", "More", "Reference", "Contract"], rows)
    groups = [{"head": heads[kind], "found": [(each, _href(each)) for each in several]} for kind, several in found.groups]
    title = _("Nothing found for “%(words)s”") if words and not found.n else _("Search")
    if found.n:
        title = _("Found for “%(words)s”")
    return show(request, "search/search.html", groups=groups, cut=found.cut, n=found.n, search_words=words, title=title % {"words": words})


def _href(found: Found) -> str:
    id = found.contract.pk
    name, after = {
        "contract": ("summary", ""),
        "kpi": ("performance", f"#kpi-{found.at}"),
        "clause": ("documents", f"#{clause_id(found.at)}"),
        "person": ("contract-people", ""),
        "meeting": ("history", ""),
    }[found.kind]
    for tried in (name, "summary"):
        try:
            return reverse(tried, args=[id]) + (after if tried == name else "")
        except NoReverseMatch:
            continue
    return ""
