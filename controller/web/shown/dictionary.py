"""Entries of the dictionary and their history as pages show them."""

from audio.language import READ_BY_RULES, SpokenLanguage
from audio.reading.lexicon import Entry
from audio.reading.values import Reading
from controller.entries import Beside, DictionaryChange, DictionaryEntry, EntryKind, Wording
from controller.web.words import Words

from .language import language_words


def line(entry: DictionaryEntry | Entry, words: Words) -> dict[str, str]:
    """Return one line of the list; an official one has no id."""
    if isinstance(entry, Entry):
        return {
            "id": "",
            "written": entry.abbreviation,
            "spoken": entry.spoken,
            "where": official_where(entry, words),
        }
    wording = entry.wording
    return {
        "id": entry.id,
        "written": wording.written,
        "spoken": wording.spoken,
        "where": where(wording, words),
    }


def where(wording: Wording, words: Words) -> str:
    """Return where it holds, with the language of its texts where that is not the usual one."""
    if wording.language == SpokenLanguage.VIETNAMESE:
        return _beside(wording, words)
    return f"{_beside(wording, words)} ({language_words(wording.language, words)})"


def _beside(wording: Wording, words: Words) -> str:
    match wording.beside:
        case Beside.AFTER:
            return words.say("Only after “%(context)s”", context=wording.context)
        case Beside.BEFORE:
            return words.say("Only before “%(context)s”", context=wording.context)
        case Beside.ANYWHERE:
            return words.say("Everywhere")


def official_where(entry: Entry, words: Words) -> str:
    if entry.in_codes:
        return words.say("Only in numbers of documents")
    return words.say("Everywhere") if entry.is_unconditional else words.say("Only beside certain words")


def kind_words(kind: EntryKind, words: Words) -> str:
    match kind:
        case EntryKind.ABBREVIATION:
            return words.say("Abbreviation")
        case EntryKind.NAME:
            return words.say("Proper name")
        case EntryKind.WORD:
            return words.say("Word")


def kinds(words: Words) -> list[tuple[str, str, str]]:
    return [(kind, kind_words(kind, words), "") for kind in EntryKind]


def besides(words: Words) -> list[tuple[str, str, str]]:
    return [
        (Beside.ANYWHERE, words.say("Everywhere"), ""),
        (Beside.AFTER, words.say("Only after these words"), ""),
        (Beside.BEFORE, words.say("Only before these words"), ""),
    ]


def capitals(words: Words) -> list[tuple[str, str, str]]:
    told = words.say("Tick for abbreviations: BAN is then another writing than ban.")
    return [("yes", words.say("Only with just these capitals"), told)]


def languages(words: Words) -> list[tuple[str, str]]:
    """Return those whose texts are read by rules; other voices get abbreviations as they are written."""
    return [(one.value, language_words(one, words)) for one in READ_BY_RULES]


def facts(wording: Wording, words: Words) -> list[tuple[str, str]]:
    exact = words.say("Only with just these capitals")
    return [
        (words.say("Written"), wording.written),
        (words.say("Spoken"), wording.spoken),
        (words.say("Kind"), kind_words(wording.kind, words)),
        (words.say("Language"), language_words(wording.language, words)),
        (words.say("Where it holds"), _beside(wording, words)),
        (words.say("Capitals"), exact if wording.is_case_sensitive else words.say("With any capitals")),
    ]


def change(one: DictionaryChange, words: Words) -> dict[str, str]:
    """Return one line of the history."""
    shown = one.after or one.before
    return {
        "number": str(one.number),
        "entry": one.entry,
        "written": shown.written if shown else "",
        "what": _what(one, words),
        "before": _told(one.before, words),
        "after": _told(one.after, words),
        "at": words.moment(one.at),
        "by": one.by,
        "undo": words.say("Remove it again") if one.before is None else words.say("Put back what was before"),
    }


def tried(before: Reading, after: Reading) -> dict[str, str | bool]:
    """Return a sentence as it is spoken today and as it would be."""
    today, then = (" ".join(one.spoken for one in reading.sentences) for reading in (before, after))
    return {"before": today, "after": then, "is_same": today == then}


def _what(one: DictionaryChange, words: Words) -> str:
    if one.after is None:
        return words.say("Removed")
    return words.say("Added") if one.before is None else words.say("Changed")


def _told(wording: Wording | None, words: Words) -> str:
    if wording is None:
        return ""
    return words.say(
        "“%(written)s” is spoken “%(spoken)s” (%(where)s)",
        written=wording.written,
        spoken=wording.spoken,
        where=where(wording, words),
    )
