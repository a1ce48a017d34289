"""How much waits for whoever runs the site: for the overview of the admin panel."""

from django import template

from chat.models import Report

MOST = 99  # reports that are counted

register = template.Library()


@register.simple_tag
def open_reports() -> str:
    """How many reports are open, as people read it."""
    count = Report.objects.filter(closed=None)[: MOST + 1].count()
    return f"{MOST}+" if count > MOST else str(count)
