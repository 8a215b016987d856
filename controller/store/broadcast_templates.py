"""The history of how broadcasts are put together; what stands is the newest line of each class."""

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from audio.template import OURS, Template, from_json, to_json
from controller.entries import TemplateLine
from controller.errors import NotFoundError
from schedules.vocabulary import Class

from .tables import TemplateRow


class SqlBroadcastTemplates:
    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self) -> None:
        # As for the dictionary: numbers of the history become seen in their order.
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("LOCK TABLE templates IN EXCLUSIVE MODE"))

    def add(self, line: TemplateLine) -> None:
        written = "" if line.template is None else to_json(line.template)
        self._session.add(TemplateRow(class_=line.class_, template=written, at=line.at, by=line.by))

    def standing(self, class_: Class) -> Template:
        newest = (
            select(TemplateRow.template)
            .where(TemplateRow.class_ == class_)
            .order_by(TemplateRow.number.desc())
            .limit(1)
        )
        written = self._session.scalars(newest).one_or_none()
        return from_json(written) if written else OURS

    def lines(self, class_: Class | None = None) -> Sequence[TemplateLine]:
        newest_first = select(TemplateRow).order_by(TemplateRow.number.desc())
        if class_ is not None:
            newest_first = newest_first.where(TemplateRow.class_ == class_)
        return [_line(row) for row in self._session.scalars(newest_first)]

    def line(self, number: int) -> TemplateLine:
        row = self._session.get(TemplateRow, number)
        if row is None:
            raise NotFoundError(f"there is no template {number}")
        return _line(row)


def _line(row: TemplateRow) -> TemplateLine:
    return TemplateLine(
        number=row.number,
        class_=row.class_,
        template=from_json(row.template) if row.template else None,
        at=row.at,
        by=row.by,
    )
