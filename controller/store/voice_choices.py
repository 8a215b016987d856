"""The history of which voice is asked first; what stands is the newest line of each language and class."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from audio.language import SpokenLanguage
from controller.entries import VoiceChoice, VoiceChoiceLine
from schedules.vocabulary import Class

from .tables import VoiceChoiceRow


class SqlVoiceChoices:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, line: VoiceChoiceLine) -> None:
        choice = line.choice
        self._session.add(
            VoiceChoiceRow(
                language=line.language,
                class_=line.class_,
                voice=choice.voice if choice else None,
                rate=choice.rate if choice else 1.0,
                at=line.at,
                by=line.by,
            )
        )

    def standing(self, language: SpokenLanguage, class_: Class) -> Sequence[VoiceChoice]:
        choices = (self._newest(language, asked) for asked in (class_, None))
        return [choice for choice in choices if choice]

    def lines(self) -> Sequence[VoiceChoiceLine]:
        newest_first = select(VoiceChoiceRow).order_by(VoiceChoiceRow.number.desc())
        return [_line(row) for row in self._session.scalars(newest_first)]

    def _newest(self, language: SpokenLanguage, class_: Class | None) -> VoiceChoice | None:
        newest = (
            select(VoiceChoiceRow)
            .where(VoiceChoiceRow.language == language, VoiceChoiceRow.class_.is_not_distinct_from(class_))
            .order_by(VoiceChoiceRow.number.desc())
            .limit(1)
        )
        row = self._session.scalars(newest).one_or_none()
        return _line(row).choice if row else None


def _line(row: VoiceChoiceRow) -> VoiceChoiceLine:
    return VoiceChoiceLine(
        number=row.number,
        language=SpokenLanguage(row.language),
        class_=row.class_,
        choice=None if row.voice is None else VoiceChoice(voice=row.voice, rate=row.rate),
        at=row.at,
        by=row.by,
    )
