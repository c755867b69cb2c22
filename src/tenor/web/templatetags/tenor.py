"""What templates may call. Registered as built-in: no {% load %} is needed. templates/parts/README.md lists it with its context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tenor.web.parts import addresses, day, paper, sentence
from tenor.web.parts import strip as months
from tenor.web.parts.mark import drawn, mark_of

register = template.Library()
KINDS = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))  # in which a list can be taken away

register.filter("day", day.full_day)
register.filter("plain_day", day.plain_day)
register.simple_tag(paper.paragraphs, name="quoted")
register.filter("short_words", day.without_year)
register.filter("moment", day.moment)
register.filter("said", sentence.sentence)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """The value of a key, for keys that a template cannot write; None where there is none."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.simple_tag
def offer(act: str, of: Any) -> SafeString:
    """{% offer "minutes-sent" meeting.id %}: marks a button, link or form as the act's, and says of which thing."""
    return format_html('data-act="{}" data-of="{}"', act, of)


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


@register.simple_tag(takes_context=True)
def mark(
    context: Context,
    value: Any = None,
    state: str = "",
    levels: Sequence[str] | None = None,
    questioned: bool = False,
    reading: bool = False,
    small: bool = False,
    word: bool = False,
) -> SafeString:
    """{% mark rating %} or {% mark "amber" state="final" %}: shape, letter and word. `levels`, best first, comes from the page.
    `word=True` shows the word beside; else it is for screen readers only."""
    given = levels if levels is not None else context.get("levels") or ()
    made = mark_of(value, list(given), state=state, questioned=questioned, reading=reading)
    return drawn(made, static("tenor/marks.svg"), small=small, word=word)


@register.inclusion_tag("parts/symbol.html")
def symbol(name: str, classes: str = "t-inline", size: int = 17) -> dict[str, Any]:
    """{% symbol "a-falling" %}: a picture from the sprite that says nothing by itself: its word stands beside it."""
    return {"href": f"{static('tenor/marks.svg')}#{name}", "classes": classes, "size": size}


@register.inclusion_tag("parts/rung_picture.html")
def rung_picture(state: str) -> dict[str, Any]:
    """The dot of a rung: past, here, decide, or what lies ahead."""
    shown = state if state in ("past", "here", "decide") else "ahead"
    return {"state": shown, "href": f"{static('tenor/marks.svg')}#r-{shown}"}


@register.inclusion_tag("parts/condition_picture.html")
def condition_picture(state: str) -> dict[str, Any]:
    """The sign of a condition: met, questioned, not met, or for a person to judge."""
    shown = {"met": "c-met", "not met": "c-not", "questioned": "r-decide"}.get(state, "r-ahead")
    return {"state": state, "href": f"{static('tenor/marks.svg')}#{shown}"}


@register.inclusion_tag("parts/trend.html")
def trend(value: Any) -> dict[str, Any]:
    """{% trend row.trend %}: an arrow and its word, from "rising", "steady", "falling" or a mapping with `direction` and `strong`."""
    given = value if isinstance(value, Mapping) else {"direction": value}
    return {"direction": given.get("direction"), "strong": given.get("strong"), "note": given.get("note")}


@register.inclusion_tag("parts/strip.html", takes_context=True)
def strip(context: Context, strip: Mapping[str, Any], levels: Sequence[str] | None = None) -> dict[str, Any]:
    """{% strip strip %}: a row a measure, a column a month. Its data: templates/parts/README.md."""
    given = list(levels if levels is not None else strip.get("levels") or context.get("levels") or ())
    rows = months.filled_rows(strip["rows"], strip["columns"])
    trends = any(row.get("trend") for row in rows)
    words = {"measure_word": _("Measure"), "trend_word": _("Trend, all months")}
    key = [] if strip.get("no_key") else months.key_of(rows, given)
    return {
        "strip": strip,
        "rows": rows,
        "levels": given,
        "has_trend": trends,
        "key": key,
        "has_reading": months.has_reading(rows),
        **words,
    }


@register.inclusion_tag("parts/grid.html", takes_context=True)
def grid(context: Context, grid: Mapping[str, Any], levels: Sequence[str] | None = None) -> dict[str, Any]:
    """{% grid grid %}: a row a unit, a column a month; a cell holds what is known. Its data: templates/parts/README.md."""
    given = list(levels if levels is not None else grid.get("levels") or context.get("levels") or ())
    return {"grid": grid, "rows": months.filled_rows(grid["rows"], grid["columns"]), "levels": given}


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


@register.filter
def with_code(text: str) -> str:
    """A sentence in which `words between backticks` are set as code."""
    parts = text.split("`")
    return format_html_join("", "{}", ((format_html("<code>{}</code>", part) if n % 2 else part,) for n, part in enumerate(parts)))
