"""What staff call zones, areas, groups and poles."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from schedules.vocabulary import Address

from .rows import insert
from .tables import AddressNameRow


class SqlAddressNames:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, address: Address, name: str) -> None:
        put = insert(self._session, AddressNameRow).values(address=address, name=name)
        self._session.execute(put.on_conflict_do_update(index_elements=["address"], set_={"name": name}))

    def all(self) -> dict[Address, str]:
        by_address = select(AddressNameRow).order_by(AddressNameRow.address)
        return {Address(row.address): row.name for row in self._session.scalars(by_address)}
