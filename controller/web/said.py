"""What an action says when it is done: a closed set, carried over one redirect by a cookie."""

from enum import StrEnum
from typing import assert_never

from .words import Words


class Said(StrEnum):
    NOTICE_SAVED = "notice-saved"
    NOTICE_CHANGED = "notice-changed"
    NOTICE_SENT_BEFORE = "notice-sent-before"
    NOTICE_APPROVED = "notice-approved"
    VERSIONS_APPROVED = "versions-approved"
    CHANGED_MEANWHILE = "changed-meanwhile"
    NOTICE_RETRIED = "notice-retried"
    PARTS_WANTED = "parts-wanted"
    TRYING_OUT = "trying-out"
    BROADCAST_SAVED = "broadcast-saved"
    BROADCAST_APPROVED = "broadcast-approved"
    BROADCAST_WITHDRAWN = "broadcast-withdrawn"
    NAMED = "named"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - not one
    SIGNED_OUT_ELSEWHERE = "signed-out-elsewhere"
    SIGNED_OUT = "signed-out"
    PERSON_ADDED = "person-added"
    PERSON_SHUT_OUT = "person-shut-out"
    PERSON_LET_IN = "person-let-in"
    ENTRY_SAVED = "entry-saved"
    ENTRY_SENT_BEFORE = "entry-sent-before"
    ENTRY_REMOVED = "entry-removed"
    ENTRY_PUT_BACK = "entry-put-back"
    ENTRY_CHANGED_MEANWHILE = "entry-changed-meanwhile"
    READ_ANEW = "read-anew"
    CONTACT_ALLOWED = "contact-allowed"
    CONTACT_ALLOWED_HERE = "contact-allowed-here"
    CONTACT_TAKEN_BACK = "contact-taken-back"
    CONTACT_NOTED = "contact-noted"
    CONTACT_CHANGED_MEANWHILE = "contact-changed-meanwhile"
    VOICE_COMING = "voice-coming"
    VOICE_WAITS = "voice-waits"
    VOICE_REMOVED = "voice-removed"


def said_words(said: str | None, words: Words) -> str:
    """Return the sentence for what a cookie holds; nothing for anything that is none of ours."""
    return _sentence(Said(said), words) if said in set(Said) else ""


def _sentence(said: Said, words: Words) -> str:  # noqa: C901, PLR0911, PLR0912 - one line a sentence
    match said:
        case Said.NOTICE_SAVED:
            return words.say("The notice is saved. It is being read and voiced.")
        case Said.NOTICE_CHANGED:
            return words.say("Your changes are saved. The notice is being read and voiced again.")
        case Said.NOTICE_SENT_BEFORE:
            return words.say("This notice was saved already; it was not saved twice.")
        case Said.NOTICE_APPROVED:
            return words.say("The notice is approved.")
        case Said.VERSIONS_APPROVED:
            return words.say("The notice is approved in all its languages.")
        case Said.CHANGED_MEANWHILE:
            return words.say("Somebody else changed the notice meanwhile; look at it and decide again.")
        case Said.NOTICE_RETRIED:
            return words.say("The notice is being voiced again.")
        case Said.PARTS_WANTED:
            return words.say("The headline and the parts are being voiced.")
        case Said.TRYING_OUT:
            return words.say("The test play sounds in a few seconds, softly, at one pole.")
        case Said.BROADCAST_SAVED:
            return words.say("The broadcast is saved.")
        case Said.BROADCAST_APPROVED:
            return words.say("Approved. The broadcast is on its way to the poles.")
        case Said.BROADCAST_WITHDRAWN:
            return words.say("The broadcast is withdrawn.")
        case Said.VOICE_COMING:
            return words.say("The voice is being fetched. You may leave this page.")
        case Said.VOICE_WAITS:
            return words.say("Another voice is being fetched; wait until it is there.")
        case Said.VOICE_REMOVED:
            return words.say("The voice is removed. What it spoke stays as it is.")
        case Said.NAMED:
            return words.say("The name is saved.")
        case Said.PASSWORD_CHANGED:
            return words.say("Your password is changed. You are signed out everywhere else.")
        case Said.SIGNED_OUT_ELSEWHERE:
            return words.say("You are signed out everywhere else.")
        case Said.SIGNED_OUT:
            return words.say("You are signed out.")
        case Said.PERSON_ADDED:
            return words.say("The person is added.")
        case Said.PERSON_SHUT_OUT:
            return words.say("The person can no longer sign in.")
        case Said.PERSON_LET_IN:
            return words.say("The person can sign in again.")
        case Said.ENTRY_SAVED:
            return words.say("The entry is saved. Notices are read by it from now on.")
        case Said.ENTRY_SENT_BEFORE:
            return words.say("This entry was saved already; it was not saved twice.")
        case Said.ENTRY_REMOVED:
            return words.say("The entry is removed. You can put it back below.")
        case Said.ENTRY_PUT_BACK:
            return words.say("The entry is again what it was before that change.")
        case Said.ENTRY_CHANGED_MEANWHILE:
            return words.say("Somebody else changed the entry meanwhile; look at it and decide again.")
        case Said.READ_ANEW:
            return words.say("The notice is being read and voiced anew.")
        case Said.CONTACT_ALLOWED:
            return words.say("Every notice that is read from now on speaks it.")
        case Said.CONTACT_ALLOWED_HERE:
            return words.say(
                "Every notice speaks it from now on. This one is being read and voiced again; "
                "what else is about persons stays left out."
            )
        case Said.CONTACT_TAKEN_BACK:
            return words.say("It is left out again. You can allow it again below.")
        case Said.CONTACT_NOTED:
            return words.say("The note is saved.")
        case Said.CONTACT_CHANGED_MEANWHILE:
            return words.say("Somebody else changed this contact meanwhile; look at it and decide again.")
        case _:
            assert_never(said)
