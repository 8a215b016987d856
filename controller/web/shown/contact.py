"""Contacts that are spoken in every notice, and their history, as pages show them."""

from collections.abc import Sequence

from controller.entries import ContactChange, ContactKind
from controller.flow.contacts import KnownContact
from controller.web.words import Words


def kind_words(kind: ContactKind, words: Words) -> str:
    match kind:
        case ContactKind.PHONE:
            return words.say("Telephone number")
        case ContactKind.MAIL:
            return words.say("E-mail address")
        case ContactKind.ACCOUNT:
            return words.say("Account number")


def kinds(words: Words) -> list[tuple[str, str, str]]:
    return [(kind, kind_words(kind, words), "") for kind in ContactKind]


def line(one: KnownContact, words: Words) -> dict[str, object]:
    """Return a contact as it stands now, who allowed it and when, and who changed it last."""
    stands, allowed = one.newest, one.allowed
    return {
        "number": one.number,
        "written": stands.contact.written,
        "kind": kind_words(stands.contact.kind, words),
        "note": stands.contact.note,
        "is_allowed": stands.is_allowed,
        "allowed": f"{words.moment(allowed.at)}, {allowed.by}",
        "changed": f"{words.moment(stands.at)}, {stands.by}",
        "seen": stands.number,
    }


def facts(one: KnownContact, words: Words, *, note: str) -> list[tuple[str, str]]:
    """Return what is known of it. `note` is empty where a field of the page shows it already."""
    stands = one.newest
    known = [
        (words.say("Kind"), kind_words(stands.contact.kind, words)),
        (words.say("Note"), note),
        (words.say("Allowed"), f"{words.moment(one.allowed.at)}, {one.allowed.by}"),
        (
            words.say("Taken back"),
            "" if stands.is_allowed else f"{words.moment(stands.at)}, {stands.by}",
        ),
    ]
    return [(key, value) for key, value in known if value]


def history(changes: Sequence[ContactChange], words: Words) -> list[dict[str, str]]:
    """Return the lines of a contact's history from its changes, newest first."""
    before = [*changes[1:], None]
    return [
        {
            "what": _what(change, stood, words),
            "note": change.contact.note,
            "at": words.moment(change.at),
            "by": change.by,
        }
        for change, stood in zip(changes, before, strict=True)
    ]


def _what(change: ContactChange, before: ContactChange | None, words: Words) -> str:
    if before is not None and before.is_allowed == change.is_allowed:
        return words.say("Note changed")
    return words.say("Allowed") if change.is_allowed else words.say("Taken back")
