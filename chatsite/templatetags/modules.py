"""Tags for pages with JavaScript modules."""

from django import template
from django.utils.html import format_html_join

from chatsite.modules import later
from chatsite.static import modules

register = template.Library()


@register.simple_tag
def preloads(name: str) -> str:
    """Links to all modules that run with this one, so that a browser asks for them at once."""
    return links(modules(name))


@register.simple_tag
def later_preloads(name: str) -> str:
    """Links to all modules that those of this one fetch when they are needed."""
    return links(modules(name, later))


def links(addresses: list[str]) -> str:
    link = '<link rel="modulepreload" href="{}">'
    return format_html_join("\n  ", link, ((address,) for address in addresses))
