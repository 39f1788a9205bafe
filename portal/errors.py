"""When a rule says no."""


class Refused(Exception):  # noqa: N818 - read as a sentence: raise Refused(why)
    """A rule stopped a deed; the text says which rule and what to do, for the person who asked."""
