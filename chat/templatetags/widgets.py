"""Fields of forms, as our stylesheets know them."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def input(field: BoundField) -> SafeString:
    """The field as an input of ours; its label says what a placeholder would say again."""
    attrs: dict[str, str | bool] = {"class": "input", "placeholder": ""}
    if field.errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{field.auto_id}_error"}
    return field.as_widget(attrs=attrs)
