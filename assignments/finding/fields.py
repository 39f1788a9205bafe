"""The kinds of filters there are: what django-filter calls a queryset is a `Selection` of the shelf here."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django_filters import ChoiceFilter, Filter, MultipleChoiceFilter

from assignments.finding.forms import MunicipalitiesField
from assignments.finding.shelf import Mask, Selection, Shelf

type Method = Callable[[Selection, str, Any], Selection]
type Choices = Iterable[tuple[str, Any]] | Callable[[], Iterable[tuple[str, Any]]]


class Shared(dict[str, Filter]):
    """The filters themselves: a search changes nothing in them, so that it needs no copy of its own."""

    def __deepcopy__(self, _memo: object) -> "Shared":
        return self


def lets_through(mask: Callable[[Shelf, Any], Mask]) -> Method:
    """Narrow to what the mask of the value lets through."""
    return lambda found, name, value: found.by(name, mask(found.shelf, value))


def as_it_is(found: Selection, _name: str, _value: Any) -> Selection:
    """Leave it to `AssignmentFilter.selection`, where several are read together."""
    return found


def named(meanings: Mapping[str, Any], labels: Iterable[tuple[Any, Any]]) -> Choices:
    """Name the words of the address as the model names what they mean."""
    names = dict(labels)
    return [(word, names[meaning]) for word, meaning in meanings.items()]


def one_of(label: Any, method: Method, choices: Choices) -> Any:
    return ChoiceFilter(label=label, method=method, choices=choices, empty_label=None)


def some_of(label: Any, method: Method, choices: Choices) -> Any:
    return MultipleChoiceFilter(label=label, method=method, choices=choices)


def tick(label: Any, mask: Callable[[Shelf], Mask]) -> Any:
    """A box to tick; unticked it says nothing."""
    return TickFilter(label=label, method=lambda found, name, _yes: found.by(name, mask(found.shelf)))


class MunicipalitiesFilter(Filter):  # type: ignore[misc]  # django-filter has no types
    field_class = MunicipalitiesField


class WholeNumberFilter(Filter):  # type: ignore[misc]  # as above
    field_class = forms.IntegerField


class DayFilter(Filter):  # type: ignore[misc]  # as above
    field_class = forms.DateField


class TickFilter(Filter):  # type: ignore[misc]  # as above
    field_class = forms.BooleanField
