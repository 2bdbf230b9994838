"""Filters that write exact numbers in the site's language."""

from django import template

from calculator.exports import wording

register = template.Library()
register.filter(wording.usd)
register.filter(wording.percent)
register.filter(wording.multiple)
register.filter(wording.decimals)
register.filter(wording.exact_usd)
register.filter(wording.exact_percent)
register.filter(wording.exact_number)
register.filter(wording.drawn_usd)
register.filter(wording.drawn_percent)
register.filter(wording.input_name)
register.filter(wording.input_value)
