"""The form of a notice: what was typed, chosen or pointed at, as a manuscript."""

import re
from collections.abc import Sequence
from dataclasses import replace

from audio.language import SpokenLanguage
from controller.entries import Notice
from controller.errors import (
    FetchRefusedError,
)
from controller.flow import intake
from controller.flow.editions import edition
from controller.ports import Web
from controller.web.entered import Entered, one_line
from controller.web.explained import refusal
from controller.web.visit import Visit
from schedules.vocabulary import Class, NoticeId

_TYPED = "notice.txt"
"""The file name of what was typed."""
_MOST_IN_FILE_NAME = 200


def manuscript_of(visit: Visit, entered: Entered) -> intake.Manuscript:
    """Read the form; the text of a file is put where it can be seen, so that no fault loses it."""
    words = entered.words
    file, text = entered.file("file"), entered.first("text").replace("\r\n", "\n")
    address = one_line(entered.first("address"))
    if sum((bool(file), bool(text.strip()), bool(address))) > 1:
        entered.fault("file", words.say("Take one of them: a typed text, a file, or a web address"))
    class_ = entered.choice(
        "class", {Class.ROUTINE, Class.PRIORITY}, missing=words.say("Choose the class of the notice")
    )
    typed = intake.Manuscript(
        original=file or text.encode(),
        file_name=(_file_name(entered) if file else "") or _TYPED,
        title=entered.line("title", missing=None),
        category=entered.line("category", missing=None),
        class_=Class(class_) if class_ in set(Class) else Class.ROUTINE,
        source_document=entered.line("source_document", missing=None),
    )
    web = visit.desk.web
    return _fetched(web, entered, typed, address) if web and address and not entered.faults else typed


def with_language(manuscript: intake.Manuscript, entered: Entered) -> intake.Manuscript:
    """Return it with its language, and what it is a version of."""
    missing = entered.words.say("Choose the language of the notice")
    language = entered.choice("language", set(SpokenLanguage), missing=missing)
    if language not in set(SpokenLanguage):
        return manuscript
    first = entered.first("version_of")
    return replace(
        manuscript, language=SpokenLanguage(language), version_of=NoticeId(first) if first else None
    )


def entered_before(visit: Visit, notice: Notice) -> Entered:
    values: dict[str, Sequence[str]] = {
        "version": [edition(notice)],
        "text": [notice.text],
        "title": [notice.title],
        "class": [notice.class_],
        "category": [notice.category],
        "source_document": [notice.source_document],
    }
    return Entered(values, visit.words)


def field_of_text(entered: Entered) -> str:
    """Return the field where a fault of the text can be mended; a file that is no text is chosen anew."""
    is_seen = entered.with_file_as("text").first("text").strip()
    return "file" if entered.file("file") and not is_seen else "text"


def _fetched(web: Web, entered: Entered, typed: intake.Manuscript, address: str) -> intake.Manuscript:
    """Return it with what stands at a web address."""
    try:
        found = intake.manuscript_at(web, address)
    except FetchRefusedError as error:
        entered.fault("address", refusal(error.why, entered.words))
        return typed
    return replace(
        typed,
        original=found.original,
        file_name=found.file_name,
        source_document=typed.source_document or found.source_document,
    )


def _file_name(entered: Entered) -> str:
    """Return the name alone; the end of a long one says of what kind the file is."""
    return re.split(r"[/\\]", one_line(entered.first("file_name")))[-1][-_MOST_IN_FILE_NAME:]
