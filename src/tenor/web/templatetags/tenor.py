"""What templates may call. Registered as built-in: no {% load %} is needed. templates/parts/README.md lists it with its context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tenor.web.parts import addresses, day, sentence
from tenor.web.parts.mark import mark_of

register = template.Library()
KINDS = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))  # in which a list can be taken away

register.filter("day", day.full_day)
register.filter("plain_day", day.plain_day)
register.filter("moment", day.moment)
register.filter("said", sentence.sentence)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """The value of a key, for keys that a template cannot write; None where there is none."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.simple_tag(takes_context=True, name="day")
def day_tag(context: Context, value: Any) -> str:
    """{% day due %}: "Thu 22 Sep", the year dropped where it is plain from today; {{ due|day }} always has the year."""
    return day.short_day(value, day.read_day(context.get("today")))


@register.simple_tag(takes_context=True)
def day_late(context: Context, value: Any) -> str:
    """{% day_late due %}: "today", "in 5 days", "3 days late", in calendar days. Working days come ready from the stages."""
    return day.far(value, day.read_day(context.get("today")))


@register.simple_tag
def share(numerator: Any, denominator: Any = None) -> str:
    """{% share 5 6 %}: "5 of 6 = 83.3%"; also of a mapping with numerator and denominator, or of a pair."""
    return sentence.share(numerator, denominator)


@register.inclusion_tag("parts/mark.html", takes_context=True)
def mark(
    context: Context,
    value: Any = None,
    state: str = "",
    levels: Sequence[str] | None = None,
    questioned: bool = False,
    reading: bool = False,
    small: bool = False,
    word: bool = False,
) -> dict[str, Any]:
    """{% mark rating %} or {% mark "amber" state="final" %}: shape, letter and word. `levels`, best first, comes from the page.
    `word=True` shows the word beside; else it is for screen readers only."""
    given = levels if levels is not None else context.get("levels") or ()
    made = mark_of(value, list(given), state=state, questioned=questioned, reading=reading)
    return {"mark": made, "small": small, "word": word, "sprite": static("tenor/marks.svg")}


@register.inclusion_tag("parts/symbol.html")
def symbol(name: str, classes: str = "t-inline", size: int = 17) -> dict[str, Any]:
    """{% symbol "a-falling" %}: a picture from the sprite that says nothing by itself: its word stands beside it."""
    return {"href": f"{static('tenor/marks.svg')}#{name}", "classes": classes, "size": size}


@register.simple_tag(takes_context=True)
def clause(context: Context, number: Any, label: str = "") -> SafeString | str:
    """{% clause "6.3" %}: the clause as a small tag, a link to its words where the page has `clauses_href`. A list gives several."""
    if not number:
        return ""
    numbers = [number] if isinstance(number, str) else list(number)
    href = context.get("clauses_href")
    shown = [_one_clause(str(each), label if len(numbers) == 1 else "", href) for each in numbers]
    return SafeString(" ".join(shown))


def _one_clause(number: str, label: str, href: str | None) -> SafeString:
    if href:
        return format_html('<a class="t-clause" href="{}#{}">{}</a>', href, clause_id(number), label or number)
    return format_html('<span class="t-clause">{}</span>', label or number)


@register.filter
def clause_id(number: Any) -> str:
    """The id of a clause on the page of documents: "6.3" is `clause-6-3`."""
    return "clause-" + "-".join("".join(c if c.isalnum() else " " for c in str(number)).lower().split())


@register.simple_tag
def tag(word: Any, kind: str = "") -> SafeString:
    """{% tag "in force" %}: a state in words. Kinds: act (you must), late, open (missing), done; none is plain."""
    return format_html('<span class="t-tag{}">{}</span>', f" t-tag--{kind}" if kind else "", sentence.sentence(word))


@register.simple_tag(takes_context=True)
def problem_list(context: Context) -> list[dict[str, str]]:
    """What an error summary shows: the form's errors with the boxes they lead to, then `problems`."""
    form = context.get("form")
    listed = [] if form is None else addresses.form_problems(form)
    return listed + [addresses.problem_line(each) for each in context.get("problems") or ()]


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: Any) -> str:
    """{% with_query page=2 %}: this page's address with these values of the query changed; None or "" takes one out."""
    return addresses.with_query(context["request"], changes)


@register.inclusion_tag("parts/sort_head.html", takes_context=True)
def sort_head(context: Context, key: str, label: Any, number: bool = False) -> dict[str, Any]:
    """{% sort_head "due" "Due" %}: a heading whose link sorts the table, by `?sort=due` and, pressed again, `?sort=-due`."""
    request, chosen = context["request"], context.get("sort") or context["request"].GET.get("sort", "")
    up = chosen == key
    href = addresses.with_query(request, {"sort": f"-{key}" if up else key, "page": None})
    order = "ascending" if up else "descending" if chosen == f"-{key}" else ""
    return {"href": href, "label": label, "order": order, "number": number}


@register.inclusion_tag("parts/pages.html", takes_context=True)
def pages(context: Context, page: Any) -> dict[str, Any]:
    """{% pages page %}: the pages of a list, from Django's Page."""
    request = context["request"]
    listed = []
    for each in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        href = addresses.with_query(request, {"page": each}) if isinstance(each, int) else ""
        listed.append({"number": each, "href": href, "current": each == page.number})
    turn = {
        "before": addresses.with_query(request, {"page": page.number - 1}) if page.has_previous() else "",
        "after": addresses.with_query(request, {"page": page.number + 1}) if page.has_next() else "",
    }
    return {"page": page, "listed": listed, **turn}


@register.inclusion_tag("parts/exports.html", takes_context=True)
def exports(context: Context, rows: int | None = None) -> dict[str, Any]:
    """{% exports %}: this list, with its filters, as CSV, Excel and JSON, by `?as=csv`."""
    request = context["request"]
    links = [{"href": addresses.with_query(request, {"as": kind, "page": None}), "label": label} for kind, label in KINDS]
    return {"links": links, "rows": rows}
