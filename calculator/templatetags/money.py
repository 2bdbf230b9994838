"""Filters that write exact numbers in the site's language."""

from django import template

from calculator import writing

register = template.Library()
register.filter(writing.usd)
register.filter(writing.percent)
register.filter(writing.multiple)
register.filter(writing.decimals)
register.filter(writing.exact_usd)
register.filter(writing.exact_percent)
register.filter(writing.exact_number)
register.filter(writing.drawn_usd)
register.filter(writing.drawn_percent)
register.filter(writing.input_name)
register.filter(writing.input_value)
