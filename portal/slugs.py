"""The readable part of an address."""

from django.utils.text import slugify

FOLDED = str.maketrans("æøåÆØÅđŋŧĐŊŦ", "aoaAOAdntDNT")


def slug(text: str, *, otherwise: str) -> str:
    """Fold a Norwegian or Sámi name to ASCII: «Besøksvenn» is «besoksvenn»; of nothing, `otherwise`."""
    return slugify(text.translate(FOLDED)) or otherwise
