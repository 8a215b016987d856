"""Documents and web addresses at the API."""

from dataclasses import replace

from fastapi.testclient import TestClient

from controller.entries import Fetched
from controller.errors import FetchRefusal, FetchRefusedError
from controller.web import application
from controller.web.desk import Desk
from tests.controller.flow.test_intake import PDF, FakeDocuments


class FakeWeb:
    def fetch(self, url: str) -> Fetched:
        if "inside" in url:
            raise FetchRefusedError(url, FetchRefusal.NOT_PUBLIC)
        return Fetched(url=url, content=PDF, content_type="application/pdf")


def staff_of(desk: Desk) -> TestClient:
    equipped = replace(desk, documents=FakeDocuments(), web=FakeWeb())
    return TestClient(application.build(equipped), headers={"Authorization": f"Bearer {desk.token}"})


def test_an_office_file_is_taken_in(desk: Desk) -> None:
    answer = staff_of(desk).post("/api/notices?file_name=a.pdf", content=PDF)

    assert answer.status_code == 201
    assert answer.json()["title"] == "Thông báo: Kiểm tra an toàn."


def test_a_document_may_be_larger_than_a_form(desk: Desk) -> None:
    answer = staff_of(desk).post("/api/notices?file_name=a.pdf", content=PDF + b" " * 10_000_000)

    assert answer.status_code == 201


def test_a_web_address_is_taken_in_with_its_source(desk: Desk) -> None:
    answer = staff_of(desk).post("/api/notices/from-web", json={"url": "https://example.vn/a"})

    assert answer.status_code == 201
    with desk.ledger.reading() as unit:
        (notice,) = unit.notices.all()
    assert (notice.original, notice.source_document) == (PDF, "https://example.vn/a")


def test_an_address_inside_is_refused_in_words(desk: Desk) -> None:
    answer = staff_of(desk).post("/api/notices/from-web", json={"url": "http://inside.example/"})

    assert answer.status_code == 422
    assert "not public" in answer.json()["detail"]
