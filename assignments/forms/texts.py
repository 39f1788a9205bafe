"""What may not stand in a text that everybody reads."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CONTACT_DETAILS = re.compile(
    r"""
      [^\s@]+ \s? (?: @ | \(at\) | \[at\] ) \s? [^\s@]+ \. [a-z]{2,}    # kari@eksempel.no
    | (?<! [\d/=] )
      (?: (?: \+ | 00 ) \d{2} [\s.]? \d [\d\s.-]{5,} \d                 # +47 22 00 00 00
        | [2-9] \d{7}                                                   # 22000000
        | [2-9] \d{2} (?P<a> [\s.-] ) \d{2} (?P=a) \d{3}                # 900 00 000
        | [2-9] \d (?P<b> [\s.-] ) \d{2} (?P=b) \d{2} (?P=b) \d{2}      # 22 00 00 00
      ) (?! \d )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def without_contact_details(text: str) -> None:
    """People apply on the portal, so that nobody is lost and nobody's number is spread."""
    if found := CONTACT_DETAILS.search(text):
        told = _(
            "Leave out «%(found)s»: phone numbers and e-mail addresses do not belong in the text. "
            "People apply here, and you get a letter each time."
        )
        raise ValidationError(told, code="contact", params={"found": found[0]})
