"""What a coordinator types into the form of an assignment."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

NO_SESSIONS = {"sessions-TOTAL_FORMS": "10", "sessions-INITIAL_FORMS": "0"}
DAY = localdate() + timedelta(days=10)


def typed(**fields: Any) -> dict[str, Any]:
    """The least a draft needs."""
    return {"title": "Kaffe", "municipality": "0301", "norwegian": "0"} | NO_SESSIONS | fields


def in_full(**fields: Any) -> dict[str, Any]:
    """Everything one may fill in."""
    return typed(
        summary="Kok kaffe.",
        description="Du koker kaffe.",
        gives="Kaffe.",
        activities=["besoksvenn", "t:dyr"],
        groups=["barn"],
        skills=["matlaging"],
        address="Kaffegata 7",
        is_address_hidden="on",
        is_remote="on",
        rhythm="regular",
        hours="2.5",
        slots=["2", "5"],
        places="4",
        minimum_age="18",
        norwegian="1",
        needs_police_certificate="on",
        police_certificate_reason="Alene med barn.",
        accessibility="Heis.",
        apply_by=DAY.isoformat(),
        **fields,
    )


def row(number: int = 0, /, **fields: str) -> dict[str, str]:
    """One session, as its row is typed."""
    told = {"day": DAY.isoformat(), "begins": "18:00", "ends": "20:00", "places": "3"} | fields
    return {f"sessions-{number}-{name}": value for name, value in told.items()}
