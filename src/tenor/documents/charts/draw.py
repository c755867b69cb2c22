"""A chart as SVG, to stand in a page or a document. The one place that knows the drawing library, and only once something is drawn.

The library keeps about 170 MB and threads that a forked child does not inherit: never draw before a fork, nor in a parent that forks.
The same definition gives the same SVG, byte for byte: keep it by `kept.key`.
"""

from __future__ import annotations

import re
from html import escape

from tenor.documents.charts.model import Chart

VEGA_LITE = "6.4"
_ROLES = re.compile(r' (?:role|aria-[a-z]+|class|style|version|xmlns(?::xlink)?)="[^"]*"')
_ROOT = re.compile(r"<svg[^>]*>")
_IDS = re.compile(r'(\bid="|url\(#|xlink:href="#|href="#)')
_EMPTY = re.compile(r"<g(?: [^>]*)?></g>|<path d=\"M0,0h0v0h0Z\"(?: [^>]*)?/?>(?:</path>)?")
_HATCH = (
    '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#fff"/><path d="M0 0v7" stroke="#a3a6ae" stroke-width="1.6"/></pattern></defs>'
)


def svg(chart: Chart) -> str:
    """The drawing: one picture with a title and a description, ids that start with the chart's name, no style and no script."""
    import vl_convert

    drawn = str(vl_convert.vegalite_to_svg(dict(chart.spec), vl_version=VEGA_LITE, allowed_base_urls=[]))
    body = _ROLES.sub("", _ROOT.sub("", drawn, count=1).removesuffix("</svg>"))
    while body != (body := _EMPTY.sub("", body)):
        pass
    body = _IDS.sub(rf"\g<1>{chart.name}-", (_HATCH if "url(#hatch)" in body else "") + body)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{chart.width}" height="{chart.height}" viewBox="0 0 {chart.width} {chart.height}"'
        f' role="img" aria-labelledby="{chart.name}-title {chart.name}-desc">'
    )
    title = f'<title id="{chart.name}-title">{escape(chart.title)}</title>'
    return f'{head}{title}<desc id="{chart.name}-desc">{escape(chart.description)}</desc>{body}</svg>\n'
