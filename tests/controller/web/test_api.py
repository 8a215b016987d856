"""The HTTP API as a program meets it: the main job, and clear words on bad input."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from audio.shelf import Shelf
from tests.controller.belt import TEXT, Belt


def post_notice(staff: TestClient, text: bytes = TEXT.encode()) -> Any:
    return staff.post("/api/notices", content=text, params={"file_name": "notice.txt"})


def wish(belt: Belt, notice: str, **changes: object) -> dict[str, object]:
    whole: dict[str, object] = {
        "title": "CCHC",
        "items": [{"notice": notice}],
        "addresses": ["z-demo"],
        "starts": (belt.now + timedelta(hours=1)).isoformat(),
    }
    return whole | changes


@pytest.fixture
def approved(staff: TestClient, belt: Belt) -> str:
    belt.enrol()
    notice: str = post_notice(staff).json()["id"]
    belt.run()
    staff.post(f"/api/notices/{notice}/approve", json={"by": "Trưởng ban"})
    return notice


def test_the_main_job_from_text_to_playlist(staff: TestClient, belt: Belt, approved: str) -> None:
    answer = staff.get(f"/api/notices/{approved}").json()

    made = staff.post("/api/broadcasts", json=wish(belt, approved))
    belt.run()

    assert "tháng mười hai năm hai nghìn không trăm hai mươi sáu" in answer["reading"][1]
    assert answer["approved_by"] == "Trưởng ban"
    assert answer["voicings"][0]["grade"] == "fallback"
    assert made.status_code == 201
    assert [play.notice for play in belt.playlist().plays] == [approved]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (b"", "no text"),
        (b"MZ\x00\x01", "control character"),
        (b"\xff\xfa\xf8\xfd k\xd7\xf7 x\xf0\xfe", "UTF-8"),
        ("chữ ".encode() * 75_000, "200000"),
        (b"a" * (20 * 1024 * 1024 + 1), "20971520"),
    ],
    ids=["empty", "binary", "encoding", "300,000 characters", "too many bytes"],
)
def test_what_is_no_text_is_refused_with_what_would_be_right(
    staff: TestClient, text: bytes, right: str
) -> None:
    answer = post_notice(staff, text)

    assert answer.status_code in {413, 422}
    assert right in answer.json()["detail"]
    assert staff.get("/api/notices").json() == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts": "2020-01-01T00:00:00Z"}, "starts: '2020-01-01"),
        ({"starts": "2026-12-01T14:00:00"}, "starts"),
        ({"addresses": ["z-nowhere"]}, "z-nowhere"),
        ({"addresses": ["nowhere"]}, "addresses"),
        ({"addresses": []}, "addresses"),
        ({"items": []}, "items"),
        ({"title": ""}, "title"),
        ({"repeat": "FREQ=SOMETIMES"}, "SOMETIMES"),
        ({"class": "loud"}, "class"),
        ({"class": "emergency"}, "order"),
        ({"surprise": 1}, "surprise"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_broadcast_that_cannot_be_is_refused_by_field(
    staff: TestClient, belt: Belt, approved: str, changes: dict[str, object], field: str
) -> None:
    answer = staff.post("/api/broadcasts", json=wish(belt, approved, **changes))

    assert answer.status_code == 422
    assert field in answer.text
    belt.run()
    assert all("playlist" not in publication.kind for publication in belt.unsent())


def test_what_is_not_there_is_not_found(staff: TestClient) -> None:
    assert staff.get("/api/notices/nothing").status_code == 404
    assert staff.get("/api/broadcasts/nothing").status_code == 404
    assert staff.get(f"/clips/{'0' * 64}").status_code == 404


def test_what_cannot_be_heard_yet_is_not_approved(staff: TestClient) -> None:
    notice = post_notice(staff).json()["id"]

    answer = staff.post(f"/api/notices/{notice}/approve", json={"by": "Trưởng ban"})

    assert answer.status_code == 409
    assert "not voiced yet" in answer.json()["detail"]


def test_withdrawing_twice_says_so(staff: TestClient, belt: Belt, approved: str) -> None:
    made = staff.post("/api/broadcasts", json=wish(belt, approved)).json()["id"]

    first = staff.post(f"/api/broadcasts/{made}/withdraw", json={"because": "sai ngày"})
    second = staff.post(f"/api/broadcasts/{made}/withdraw", json={"because": "sai ngày"})

    assert first.json()["withdrawn_at"]
    assert second.status_code == 409


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer wrong", "Basic abc", "Bearer \xe9"])
@pytest.mark.parametrize("path", ["/api/notices", "/api/poles", f"/clips/{'0' * 64}"])
def test_a_stranger_gets_nothing(stranger: TestClient, path: str, token: str) -> None:
    answer = stranger.get(path, headers={"Authorization": token.encode("latin-1")})

    assert answer.status_code == 401
    assert "WWW-Authenticate" in answer.headers


def test_a_stranger_uploads_nothing_before_being_refused(stranger: TestClient) -> None:
    assert post_notice(stranger).status_code == 401


def test_a_pole_fetches_a_clip_by_ranges_with_its_own_token(
    stranger: TestClient, belt: Belt, shelf: Shelf
) -> None:
    digest = shelf.put(b"OggS and so on")
    enrolment = belt.enrol()
    own = {"Authorization": f"Bearer {enrolment.clips_token}"}

    part = stranger.get(f"/clips/{digest}", headers=own | {"Range": "bytes=5-7"})

    assert part.status_code == 206
    assert part.content == b"and"
    assert "immutable" in part.headers["Cache-Control"]
    assert stranger.get("/api/notices", headers=own).status_code == 401


@pytest.mark.parametrize("digest", ["..%2f..%2ftoken", "ABC", "0" * 63])
def test_a_clip_is_asked_for_by_digest_only(staff: TestClient, digest: str) -> None:
    assert staff.get(f"/clips/{digest}").status_code in {404, 422}


def test_health_tells_no_more_than_that_it_works(stranger: TestClient) -> None:
    assert stranger.get("/health").json() == {"is_broker_connected": True}


def test_poles_are_listed(staff: TestClient, belt: Belt) -> None:
    belt.enrol("p-gate-1")
    belt.enrol("p-gate-2")

    assert [pole["id"] for pole in staff.get("/api/poles").json()] == ["p-gate-1", "p-gate-2"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts": "0001-01-01T00:00:00+14:00"}, "starts"),
        ({"starts": "9999-12-31T23:59:59Z"}, "starts"),
        ({"valid_until": "9999-12-31T23:59:59-12:00"}, "valid_until"),
        ({"title": "hai\u001bdòng"}, "title"),
        ({"items": [{"notice": "x", "part": 3}]}, "x"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_no_calendar_or_line_holds_is_refused_by_field(
    staff: TestClient, belt: Belt, approved: str, changes: dict[str, object], field: str
) -> None:
    answer = staff.post("/api/broadcasts", json=wish(belt, approved, **changes))

    assert answer.status_code in {404, 422}
    assert field in answer.json()["detail"]


@pytest.mark.parametrize(
    "body", ['{"seconds": NaN}', '{"seconds": 1e999}', '{"seconds": "\\ud800"}', "[", "{}"]
)
def test_what_json_allows_and_nobody_understands_is_refused(staff: TestClient, body: str) -> None:
    headers = {"Content-Type": "application/json"}

    answer = staff.post("/api/notices/x/parts", content=body, headers=headers)

    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_a_strangers_large_body_is_stopped_while_it_arrives(stranger: TestClient) -> None:
    answer = stranger.post("/api/broadcasts", content=b"[" * 4_000_000)

    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_a_stranger_is_not_told_what_the_api_can_do(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 404
    assert stranger.get("/api/openapi.json").status_code == 401


def test_staff_can_read_what_the_api_can_do(staff: TestClient) -> None:
    assert "/api/broadcasts" in staff.get("/api/openapi.json").json()["paths"]


def test_broadcasts_are_listed_with_what_they_wait_for(staff: TestClient, belt: Belt) -> None:
    belt.enrol()
    notice = post_notice(staff).json()["id"]
    made = staff.post("/api/broadcasts", json=wish(belt, notice)).json()

    (listed,) = staff.get("/api/broadcasts").json()

    assert listed["id"] == made["id"]
    assert f"notice {notice} is not approved" in listed["waits_for"]


def test_a_broadcast_tells_the_clip_that_sounds_once_there_is_one(
    staff: TestClient, belt: Belt, approved: str
) -> None:
    items = [{"notice": approved}, {"notice": approved}]
    made = staff.post("/api/broadcasts", json=wish(belt, approved, items=items)).json()

    belt.run()

    told = staff.get(f"/api/broadcasts/{made['id']}").json()
    assert (made["clip"], made["seconds"], made["waits_for"]) == (
        None,
        None,
        ["the broadcast: not voiced yet"],
    )
    assert told["clip"] == belt.playlist().plays[0].clip
    assert told["seconds"] == 6.0
    assert told["waits_for"] == []


def test_a_notice_is_tried_out_at_one_pole_before_it_is_approved(staff: TestClient, belt: Belt) -> None:
    belt.enrol("p-gate-1")
    notice = post_notice(staff).json()["id"]
    too_early = staff.post(f"/api/notices/{notice}/try", json={"pole": "p-gate-1"})
    belt.run()

    made = staff.post(f"/api/notices/{notice}/try", json={"pole": "p-gate-1"})

    assert too_early.status_code == 409
    assert made.status_code == 201
    assert made.json()["addresses"] == ["p-gate-1"]
    assert made.json()["waits_for"] == []
    assert made.json()["clip"]


@pytest.mark.parametrize(("pole", "code"), [("z-demo", 422), ("gate", 422), ("p-nowhere", 404)])
def test_what_is_no_pole_of_ours_tries_nothing_out(
    staff: TestClient, approved: str, pole: str, code: int
) -> None:
    answer = staff.post(f"/api/notices/{approved}/try", json={"pole": pole})

    assert answer.status_code == code
    assert pole in answer.json()["detail"]
