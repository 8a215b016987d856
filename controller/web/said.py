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
    VOICING_STOPPED = "voicing-stopped"
    VOICING_GOES_ON = "voicing-goes-on"
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
    RECORDED = "recorded"
    RECORDING_TAKEN_BACK = "recording-taken-back"
    RECORDING_UNDONE = "recording-undone"
    VOICE_COMING = "voice-coming"
    VOICE_WAITS = "voice-waits"
    VOICE_REMOVED = "voice-removed"
    VOICE_USED = "voice-used"
    VOICE_LEFT_TO_SITE = "voice-left-to-site"
    VOICE_NOT_HERE = "voice-not-here"
    VOICE_STAYS_HERE = "voice-stays-here"
    TAKE_WANTED = "take-wanted"
    TAKE_REMOVED = "take-removed"
    TAKES_ENOUGH = "takes-enough"
    TEMPLATE_SAVED = "template-saved"
    TEMPLATE_OURS = "template-ours"
    TEMPLATE_PUT_BACK = "template-put-back"
    TEMPLATE_CHANGED_MEANWHILE = "template-changed-meanwhile"
    SOUND_LOADED = "sound-loaded"
    SOUND_NAMED = "sound-named"
    SOUND_REMOVED = "sound-removed"
    CHOICE_SAVED = "choice-saved"
    CHOICE_REMOVED = "choice-removed"
    CHOICE_UNDONE = "choice-undone"
    CHOICE_CHANGED_MEANWHILE = "choice-changed-meanwhile"


def said_words(said: str | None, words: Words) -> str:
    """Return the sentence for what a cookie holds; nothing for anything that is none of ours."""
    return _sentence(Said(said), words) if said in set(Said) else ""


def _sentence(said: Said, words: Words) -> str:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one line a sentence
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
        case Said.VOICING_STOPPED:
            return words.say("The voicing is stopped. What was spoken is kept.")
        case Said.VOICING_GOES_ON:
            return words.say("The voicing goes on where it was stopped.")
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
        case Said.RECORDED:
            return words.say(
                "The recording is kept. Listen to every sentence; the notice is being voiced anew."
            )
        case Said.RECORDING_TAKEN_BACK:
            return words.say("The recording is taken back. You can undo that below.")
        case Said.RECORDING_UNDONE:
            return words.say("The recordings are again what they were before the last change.")
        case Said.VOICE_COMING:
            return words.say("The voice is being fetched. You may leave this page.")
        case Said.VOICE_WAITS:
            return words.say("Another voice is being fetched; wait until it is there.")
        case Said.VOICE_REMOVED:
            return words.say("The voice is removed. What it spoke stays as it is.")
        case Said.VOICE_USED:
            return words.say("The notice has this voice of its own now and is being voiced by it.")
        case Said.VOICE_LEFT_TO_SITE:
            return words.say("The notice has no voice of its own any more. It is being voiced again.")
        case Said.VOICE_NOT_HERE:
            return words.say("This voice cannot speak the notice now. Choose another.")
        case Said.VOICE_STAYS_HERE:
            return words.say("Emergencies and texts with something about persons never leave this house.")
        case Said.TAKE_WANTED:
            return words.say("The notice is being voiced once more, to compare.")
        case Said.TAKE_REMOVED:
            return words.say("The trial voice is removed.")
        case Said.TAKES_ENOUGH:
            return words.say("As many voices as can be compared are here. Remove one first.")
        case Said.TEMPLATE_SAVED:
            return words.say("The template is saved. It holds for what is voiced from now on.")
        case Said.TEMPLATE_OURS:
            return words.say("The template is as the system has it again.")
        case Said.TEMPLATE_PUT_BACK:
            return words.say("The template is again what it was before that change.")
        case Said.TEMPLATE_CHANGED_MEANWHILE:
            return words.say("Somebody else changed this template meanwhile; nothing was saved.")
        case Said.SOUND_LOADED:
            return words.say("The sound is loaded. Choose it in a broadcast template.")
        case Said.SOUND_NAMED:
            return words.say("The name is saved.")
        case Said.SOUND_REMOVED:
            return words.say("The sound is no longer in the list.")
        case Said.CHOICE_SAVED:
            return words.say("Saved for what is voiced from now on. Approved notices stay as they are.")
        case Said.CHOICE_REMOVED:
            return words.say("Nothing of its own is chosen there any more.")
        case Said.CHOICE_UNDONE:
            return words.say("What stood before holds again.")
        case Said.CHOICE_CHANGED_MEANWHILE:
            return words.say("Somebody else chose meanwhile; look at it and decide again.")
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
