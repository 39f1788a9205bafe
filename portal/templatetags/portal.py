"""What templates may say in every page without loading it."""

from django import template

register = template.Library()
