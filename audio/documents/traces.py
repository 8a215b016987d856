"""What may give a person away, and the closed set of its kinds."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is told of a person."""

    PHONE = "phone_of_a_person"
    IDENTITY_NUMBER = "identity_number"
    """Citizen card, passport, social insurance, personal tax code."""
    BANK_ACCOUNT = "bank_account"
    PLATE = "plate"
    HOME_ADDRESS = "home_address"
    BIRTH_DATE = "birth_date"
    PRIVATE_EMAIL = "private_email"
    HEALTH = "health"
    DEBT_OR_VIOLATION = "debt_or_violation"
    """A named person fined, arrested, owing."""


MAY_BE_PUBLIC = frozenset({Kind.PHONE, Kind.BANK_ACCOUNT, Kind.PRIVATE_EMAIL})
"""What an organisation may let through once and for all: a hotline, a fund's account. Nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Trace:
    """The exact place that gives it away, counted from the start of its passage."""

    start: int
    end: int
    kind: Kind
