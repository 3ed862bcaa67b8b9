"""Every page's components. Whatever comes in is escaped: no tag here trusts its text."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from rapport.base.ui import charts, fields, moments
from rapport.base.ui.badges import badge_for
from rapport.base.ui.icons import ICONS

register = template.Library()

NOTICE_ICONS = {"info": "info", "success": "check-circle", "warning": "alert", "danger": "alert"}


class UnknownIcon(LookupError):
    """A template asks for an icon that nobody drew."""


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon. Without ``label`` it is decoration, and hidden from screen readers."""
    path = ICONS.get(name)
    if path is None:
        raise UnknownIcon(f"There is no icon {name!r}; see base/ui/icons.py.")
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}"><path d="{}"/></svg>',
            label,
            path,
        )
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        path,
    )


@register.simple_tag
def badge(state: str, label: str = "", tone: str = "") -> SafeString:
    """Show a state in words with an icon: ``{% badge "signed" %}``; words and tone can be given."""
    known = badge_for(state, label=label, tone=tone)
    sign = icon(known.icon) if known.icon else ""
    return format_html('<span class="badge tone-{}">{}{}</span>', known.tone, sign, known.label)


@register.simple_tag
def avatar(name: object, large: bool = False) -> SafeString:  # noqa: FBT001, FBT002  # template tags take positions
    """Show the initials of a name. Decoration: the name itself stands beside it."""
    words = [w for w in str(name).replace("-", " ").split() if w[0].isalnum()]
    initials = "".join(w[0] for w in (words[:1] + words[1:][-1:])).upper() or "?"
    size = " large" if large else ""
    return format_html('<span class="avatar{}" aria-hidden="true">{}</span>', size, initials)


@register.simple_tag
def notice(text: object, tone: str = "info", title: str = "") -> SafeString:
    """Show one message; tone is info, success, warning or danger."""
    return callout(format_html("<p>{}</p>", text), tone, title)


@register.simple_block_tag
def callout(content: str, tone: str = "info", title: str = "") -> SafeString:
    """Show a message with markup of its own: ``{% callout "warning" title="..." %} ... {% endcallout %}``."""
    kept = tone if tone in NOTICE_ICONS else "info"
    heading = format_html("<strong>{}</strong>", title) if title else ""
    return format_html(
        '<div class="notice tone-{}">{}<div>{}{}</div></div>',
        kept,
        icon(NOTICE_ICONS[kept]),
        heading,
        content,
    )


@register.simple_tag
def when(at: datetime | date | None, tz: str | tzinfo = "", missing: str = "not yet") -> SafeString:
    """Say when, with the exact value on the element. ``tz`` is an IANA name or a zone."""
    if at is None:
        return format_html('<span class="soft">{}</span>', missing)
    zone = ZoneInfo(tz) if isinstance(tz, str) and tz else tz or timezone.get_current_timezone()
    now = timezone.now()
    assert not isinstance(zone, str)  # noqa: S101  # a name became a zone above
    if not isinstance(at, datetime):
        words = moments.human_day(at, today=now.astimezone(zone).date())
        return _time(at.isoformat(), moments.exact_day(at), words)
    exact = at.astimezone(UTC).isoformat(timespec="seconds")
    return _time(exact, moments.exact_moment(at, tz=zone), moments.human_moment(at, now=now, tz=zone))


def _time(machine: str, exact: str, words: str) -> SafeString:
    return format_html('<time datetime="{}" title="{}">{}</time>', machine, exact, words)


@register.simple_tag
def duration(seconds: float | None) -> SafeString:
    """Say how long: "50 min 12 s"."""
    if seconds is None:
        return format_html('<span class="soft">{}</span>', "length unknown")
    return format_html(
        '<time class="number" datetime="{}">{}</time>',
        moments.iso_length(seconds),
        moments.human_length(seconds),
    )


@register.simple_tag
def clock(seconds: float | None) -> SafeString:
    """Show a place in a recording: "12:07"."""
    if seconds is None:
        return SafeString("")
    return format_html(
        '<time class="number" datetime="{}">{}</time>', moments.iso_length(seconds), moments.clock(seconds)
    )


@register.inclusion_tag("ui/empty.html")
def empty(
    title: str, text: str = "", action_url: str = "", action_label: str = "", sign: str = ""
) -> dict[str, Any]:
    """Say that nothing is here yet, why, and what to do next."""
    return {
        "title": title,
        "text": text,
        "action_url": action_url,
        "action_label": action_label,
        "sign": sign,
    }


@register.inclusion_tag("ui/meter.html")
def meter(value: float, maximum: float, label: str, shown: str = "") -> dict[str, Any]:
    """Show a share of a whole as a bar and in words; ``shown`` replaces "62 %"."""
    share = min(1.0, max(0.0, value / maximum)) if maximum else 0.0
    return {"label": label, "shown": shown or f"{round(share * 100)} %", "fill": round(share * 1000)}


@register.inclusion_tag("ui/line_chart.html")
def line_chart(chart: charts.LineChart, key: str = "") -> dict[str, Any]:
    """Draw scores over time with their table. ``key`` makes ids unique if two charts share a title."""
    drawn = {"wide": charts.draw(chart), "compact": charts.draw(chart, width=charts.COMPACT)}
    return {"drawings": drawn, "chart": chart, "key": f"chart-{slugify(key or chart.title)}"}


@register.simple_tag
def plural(count: int, one: str, many: str = "") -> str:
    """Say a count with its noun: ``{% plural n "sentence" %}``."""
    return conditional_escape(f"{count:,} {one if count == 1 else many or one + 's'}")


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, hint: str = "", label: str = "", **attrs: Any) -> dict[str, Any]:
    """Show one form field: label, hint, error, control. Other named values go on the control."""
    if hint:
        bound.help_text = hint
    return {
        "bound": bound,
        "layout": fields.layout(bound),
        "label": label or bound.label,
        "control": fields.control(bound, **attrs),
        "described_by": fields.described_by(bound),
    }


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """List what is wrong at the top of the page, each message a link to its field. Nothing if all is well."""
    return {
        "problems": [p for form in forms if form is not None and form.is_bound for p in fields.problems(form)]
    }
