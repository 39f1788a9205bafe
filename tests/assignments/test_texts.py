"""Contact details are found in a text, and nothing else is taken for them."""

import pytest
from django.core.exceptions import ValidationError

from assignments.forms.texts import without_contact_details


@pytest.mark.parametrize(
    "text",
    [
        "kari@eksempel.no",
        "Skriv til kari.nordmann@post.eksempel.no.",
        "kari (at) eksempel.no",
        "Ring 22000000",
        "ring 22 00 00 00!",
        "mobil 900 00 000",
        "tlf: 90.00.00.00",
        "+47 22 00 00 00",
        "0047 22000000",
        "+4690000000",
        "(+47)90000000",
    ],
)
def test_a_way_round_the_portal_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="Leave out"):
        without_contact_details(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vi møtes 24.12.2026 kl. 18.00–20.00.",
        "Hver tirsdag 18:00-20:00, uke 34-40.",
        "21.12-23.12 og 2026-12-21",
        "Organisasjonsnummer 923 609 016, eller 923609016",
        "Kontonummer 1234 56 78901",
        "Vi er 20 000 medlemmer og har 1000 0000 ting å gjøre",
        "Les mer: https://eksempel.no/side/22000000",
        "Følg oss: @kattehuset",
        "10–12 barn, 1800–2000 meter",
        "",
    ],
)
def test_what_is_no_way_round_is_let_through(text: str) -> None:
    without_contact_details(text)
