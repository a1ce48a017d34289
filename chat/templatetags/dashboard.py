"""The dashboard, as a template asks for it."""

from typing import Any

from django import template

from chat.admin.dashboard.panels import dashboard as panels

register = template.Library()


@register.inclusion_tag("admin/_dashboard.html", takes_context=True)
def dashboard(context: dict[str, Any]) -> dict[str, Any]:
    """Numbers and charts of the `span` that the address names, for who may see them."""
    request = context["request"]
    if not request.user.has_perm("chat.view_sample"):
        return {}
    return {"dashboard": panels(request.GET.get("span", "hour"))}
