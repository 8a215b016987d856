"""Notices: what is wrong is said at its field, nothing is lost, nobody approves what they did not see."""

from collections.abc import Sequence

import pytest

from controller.entries import Notice, VoicingState
from controller.flow import intake, reading
from controller.flow.editions import edition
from tests.controller.belt import TEXT, Belt, manuscript

from .browser import Browser
from .hostile import HOSTILE, is_safe
from .page import Form, Page
from .rules import is_refusal

TOO_LONG = "ờ" * 200_001


def notices(belt: Belt) -> Sequence[Notice]:
    with belt.ledger.reading() as unit:
        return unit.notices.all()


def notice(belt: Belt, name: str) -> Notice:
    return next(one for one in notices(belt) if one.id == name)


def blank(staff: Browser) -> Form:
    return staff.get("/notices/new").form("/notices")


def change(belt: Belt, name: str, text: str) -> None:
    """Somebody else writes another text."""
    intake.change(
        belt.ledger, notice(belt, name).id, manuscript(text.encode()), seen=edition(notice(belt, name))
    )


@pytest.fixture
def voiced(belt: Belt) -> str:
    belt.enrol()
    name = belt.take_in()
    belt.run()
    return name


def test_an_approver_sees_what_became_untimely_in_a_broadcast_by_a_change(
    staff: Browser, belt: Belt, voiced: str
) -> None:
    belt.wish(notice(belt, voiced).id, rule="FREQ=DAILY")

    change(belt, voiced, "Ngày mai mất điện.")
    belt.run()

    assert "“Ngày mai”" in staff.get(f"/notices/{voiced}").html


def test_a_notice_is_saved_as_it_was_typed(staff: Browser, belt: Belt) -> None:
    form = blank(staff).filled(text=TEXT, title="Một cửa", category="CCHC", source_document="35/2022")

    page = staff.arrive(staff.send(form))

    [saved] = notices(belt)
    assert (saved.text, saved.title, saved.source_document) == (TEXT, "Một cửa", "35/2022")
    assert "Một cửa" in page.words


def test_a_text_file_is_saved_byte_for_byte(staff: Browser, belt: Belt) -> None:
    content = "\ufeffDòng một.\r\nDòng hai.\n".encode()

    staff.send(blank(staff).with_file("file", "C:\\hồ sơ\\thông báo.txt", content))

    [saved] = notices(belt)
    assert saved.original == content
    assert saved.file_name == "thông báo.txt"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \r\n\t "}, "text"),
        ({"text": TEXT, "class": "emergency"}, "class"),
        ({"text": TEXT, "class": "'; DROP TABLE"}, "class"),
        ({"text": TEXT, "title": "ờ" * 201}, "title"),
        ({"text": TEXT, "category": "ờ" * 201}, "category"),
        ({"text": TEXT, "source_document": "ờ" * 201}, "source_document"),
        ({"text": TOO_LONG}, "text"),
        ({"text": "a\x00b"}, "text"),
    ],
    ids=["empty", "blank", "class", "no class", "title", "category", "document", "200,001", "NUL"],
)
def test_what_is_wrong_is_said_at_its_field(
    staff: Browser, belt: Belt, typed: dict[str, str], field: str
) -> None:
    form = blank(staff).filled(**typed)

    page = staff.send(form)

    # A page cannot hold NUL, and a choice that is not offered cannot be shown.
    assert is_refusal(page, form, field, but=("class",) if field == "class" else _unshowable(typed))
    assert notices(belt) == []


def _unshowable(typed: dict[str, str]) -> tuple[str, ...]:
    return ("text",) if "\x00" in typed["text"] else ()


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b"MZ\x00\x01", "file"),
        (TOO_LONG.encode(), "text"),
        (b" ", "file"),
    ],
    ids=["binary", "200,001", "blank"],
)
def test_a_file_that_is_no_text_is_refused_in_plain_words(
    staff: Browser, belt: Belt, content: bytes, field: str
) -> None:
    form = blank(staff).filled(title="Giữ lại").with_file("file", "a.txt", content)

    page = staff.send(form)

    assert is_refusal(page, form, field, but=("text",))
    assert notices(belt) == []


def test_the_text_of_a_file_stands_in_the_form_when_something_else_is_wrong(staff: Browser) -> None:
    form = blank(staff).filled(title="ờ" * 201).with_file("file", "a.txt", TEXT.encode())

    page = staff.send(form)

    assert page.form("/notices").value("text") == TEXT


def test_a_text_and_a_file_at_once_are_refused_and_the_text_stays(staff: Browser, belt: Belt) -> None:
    form = blank(staff).filled(text=TEXT).with_file("file", "a.txt", b"another")

    assert is_refusal(staff.send(form), form, "file")
    assert notices(belt) == []


def test_a_text_of_ten_megabytes_is_refused_in_words(staff: Browser, belt: Belt) -> None:
    page = staff.send(blank(staff).filled(text="a" * 10_000_000))

    assert page.code == 413
    assert "200.000" in page.words
    assert notices(belt) == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_shown_as_text_or_refused(staff: Browser, belt: Belt, kind: str) -> None:
    typed = HOSTILE[kind]
    form = blank(staff).filled(text=typed, title=typed, category=typed, source_document=typed)

    answer = staff.send(form)
    belt.run()
    pages = [answer, staff.get("/notices"), staff.get("/broadcasts/new"), staff.get("/")]
    pages += [staff.get(f"/notices/{one.id}") for one in notices(belt)]
    pages += [staff.get(f"/notices/{one.id}/edit") for one in notices(belt)]

    assert {page.code for page in pages} <= {200, 303, 422}
    assert all(is_safe(page.html) for page in pages)
    assert all("script" not in page.tags[page.tags.index("body") :] for page in pages if page.html)


@pytest.mark.parametrize("letter", ["\u202e", "\x1b", "\u2066", "\x85"])
def test_a_title_turns_no_page_around(staff: Browser, belt: Belt, letter: str) -> None:
    staff.send(blank(staff).filled(text=f"{letter}Thông báo một{letter}", title=""))
    staff.send(blank(staff).filled(text=TEXT, title=f"{letter}Thông báo hai{letter}"))

    assert sorted(one.title for one in notices(belt)) == ["Thông báo hai", "Thông báo một"]


def test_line_ends_in_a_title_become_spaces(staff: Browser, belt: Belt) -> None:
    staff.send(blank(staff).filled(text=TEXT, title="a\r\nSet-Cookie: evil=1\nb"))

    assert notices(belt)[0].title == "a Set-Cookie: evil=1 b"


def test_half_characters_are_neither_stored_nor_a_failure(staff: Browser, belt: Belt) -> None:
    form = blank(staff).filled(text="Thay ở đây")
    kind, body = form.body()

    utf8 = staff.post("/notices", body.replace("Thay ở đây".encode(), b"a\xed\xa0\x80b"), _typed_as(kind))
    utf7 = staff.post(
        "/notices", body.replace("Thay ở đây".encode(), b"+2AA-"), _typed_as(f"{kind}; charset=utf-7")
    )
    puny = staff.post("/notices", body, _typed_as(f"{kind}; charset=idna"))

    assert {page.code for page in (utf8, utf7, puny)} <= {303, 400, 409, 422}
    assert all("\ud800" not in one.text for one in notices(belt))


def _typed_as(kind: str) -> dict[str, str]:
    return {"Content-Type": kind, "Origin": "http://testserver"}


def test_a_file_in_name_only_is_no_file(staff: Browser, belt: Belt) -> None:
    page = staff.send(blank(staff).filled(text=TEXT).forged(file="chữ, không phải tệp"))

    assert page.code == 303
    assert notices(belt)[0].text == TEXT


def test_sending_twice_saves_once(staff: Browser, belt: Belt) -> None:
    form = blank(staff).filled(text=TEXT)

    first, second = staff.send(form), staff.send(form)

    assert len(notices(belt)) == 1
    assert second.location == first.location
    assert staff.arrive(second).code == 200


def test_going_back_and_changing_makes_a_second_only_after_a_warning(staff: Browser, belt: Belt) -> None:
    form = blank(staff).filled(text=TEXT)
    staff.send(form)
    changed = form.filled(text="Một thông báo khác.")

    warned = staff.send(changed)

    assert is_refusal(warned, changed, "text", code=409)
    assert len(notices(belt)) == 1
    assert staff.send(warned.form("/notices")).code == 303
    assert {one.text for one in notices(belt)} == {TEXT, "Một thông báo khác."}


def test_a_forged_name_is_not_taken(staff: Browser, belt: Belt) -> None:
    staff.send(blank(staff).filled(text=TEXT).forged(name="../../etc/passwd"))

    assert notices(belt)[0].id.isalnum()


def test_a_notice_is_changed_with_what_stands_in_it(staff: Browser, belt: Belt, voiced: str) -> None:
    form = staff.get(f"/notices/{voiced}/edit").form("/edit")

    page = staff.arrive(staff.send(form.filled(text="Văn bản mới.")))

    assert form.value("text") == TEXT
    assert notice(belt, voiced).text == "Văn bản mới."
    assert page.code == 200


def test_a_change_that_is_wrong_changes_nothing(staff: Browser, belt: Belt, voiced: str) -> None:
    form = staff.get(f"/notices/{voiced}/edit").form("/edit").filled(text="", title="Tên mới")

    assert is_refusal(staff.send(form), form, "text")
    assert notice(belt, voiced).text == TEXT


def test_the_second_of_two_who_change_a_notice_sees_both_texts(
    staff: Browser, another: Browser, belt: Belt, voiced: str
) -> None:
    mine, theirs = (one.get(f"/notices/{voiced}/edit").form("/edit") for one in (staff, another))
    another.send(theirs.filled(text="Văn bản của người kia.", title="Tên của người kia"))
    form = mine.filled(text="Văn bản của tôi.")

    page = staff.send(form)

    assert is_refusal(page, form, "text", code=409)
    assert "Văn bản của người kia." in page.words
    assert "Tên của người kia" in page.words
    assert notice(belt, voiced).text == "Văn bản của người kia."
    staff.send(page.form("/edit"))
    assert notice(belt, voiced).text == "Văn bản của tôi."


def test_what_was_approved_meanwhile_does_not_change_and_the_text_is_kept(
    staff: Browser, another: Browser, belt: Belt, voiced: str
) -> None:
    form = staff.get(f"/notices/{voiced}/edit").form("/edit").filled(text="Văn bản của tôi.")
    another.send(another.get(f"/notices/{voiced}").form("/approve"))

    assert is_refusal(staff.send(form), form, "text", code=409)
    assert notice(belt, voiced).text == TEXT
    assert staff.get(f"/notices/{voiced}/edit").code == 303


def test_a_notice_is_approved_by_who_pressed(staff: Browser, belt: Belt, voiced: str) -> None:
    page = staff.arrive(staff.send(staff.get(f"/notices/{voiced}").form("/approve")))

    assert notice(belt, voiced).approved_by == "Nguyễn Thị Lan"
    assert "Nguyễn Thị Lan" in page.words


def test_only_the_text_that_was_seen_is_approved(staff: Browser, belt: Belt, voiced: str) -> None:
    form = staff.get(f"/notices/{voiced}").form("/approve")
    change(belt, voiced, "Một văn bản khác.")
    belt.run()

    page = staff.send(form)

    assert is_refusal(page, form, code=409, but=("seen",))
    assert "Một văn bản khác." in page.words
    assert notice(belt, voiced).approved_at is None
    staff.send(page.form("/approve"))
    assert notice(belt, voiced).approved_at


def test_who_comes_too_late_learns_that_another_text_was_approved(
    staff: Browser, another: Browser, belt: Belt, voiced: str
) -> None:
    form = staff.get(f"/notices/{voiced}").form("/approve")
    change(belt, voiced, "Một văn bản khác.")
    belt.run()
    another.send(another.get(f"/notices/{voiced}").form("/approve"))

    page = staff.send(form)

    assert page.code == 409
    assert page.faults[0][0] in page.ids


@pytest.mark.parametrize("seen", ["", "0123456789abcdef", "'; DROP TABLE", "<script>"])
def test_no_form_approves_without_telling_what_was_seen(
    staff: Browser, belt: Belt, voiced: str, seen: str
) -> None:
    form = staff.get(f"/notices/{voiced}").form("/approve")

    assert staff.send(form.forged(seen=seen)).code == 409
    assert staff.send(form.without("seen")).code == 409
    assert notice(belt, voiced).approved_at is None


def test_what_cannot_be_heard_is_not_approved(staff: Browser, belt: Belt, voiced: str) -> None:
    form = staff.get(f"/notices/{voiced}").form("/approve")
    waiting = belt.take_in("Chưa đọc.")

    page = staff.post(
        f"/notices/{waiting}/approve", form.without("seen").body()[1], _typed_as(form.body()[0])
    )

    assert page.code == 409
    assert page.faults[0][0] in page.ids
    assert notice(belt, waiting).approved_at is None


def test_approving_twice_is_approving_once(staff: Browser, belt: Belt, voiced: str) -> None:
    form = staff.get(f"/notices/{voiced}").form("/approve")

    codes = {staff.send(form).code, staff.send(form).code}

    assert codes == {303}


def test_what_failed_is_voiced_again(staff: Browser, belt: Belt) -> None:
    belt.studio.problem = "đĩa đầy"
    name = belt.take_in()
    belt.run()
    belt.studio.problem = ""

    page = staff.send(staff.get(f"/notices/{name}").form("/retry"))
    belt.run()

    assert page.code == 303
    with belt.ledger.reading() as unit:
        assert unit.voicings.of_notice(name)[0].state is VoicingState.READY


def test_a_voicing_is_stopped_and_gone_on_with_from_the_page(staff: Browser, belt: Belt) -> None:
    name = belt.take_in()
    reading.advance(belt.ledger, belt.lease(), belt.lexicon)

    stopped = staff.arrive(staff.send(staff.get(f"/notices/{name}").form("/stop")))
    belt.run()
    going_on = staff.arrive(staff.send(staff.get(f"/notices/{name}").form("/go-on")))
    belt.run()

    assert "Đã dừng tạo giọng đọc" in stopped.words
    assert "tiếp tục" in going_on.words
    with belt.ledger.reading() as unit:
        assert unit.voicings.of_notice(name)[0].state is VoicingState.READY


def test_a_notice_is_tried_out_at_a_pole(staff: Browser, voiced: str) -> None:
    page = staff.arrive(staff.send(staff.get(f"/notices/{voiced}").form("/try")))

    assert "Phát thử" in page.words


@pytest.mark.parametrize("pole", ["", "p-nowhere", "z-demo", "<script>", "p-a\x00"])
def test_a_pole_that_is_none_is_refused_at_its_field(staff: Browser, voiced: str, pole: str) -> None:
    form = staff.get(f"/notices/{voiced}").form("/try").filled(pole=pole)

    assert is_refusal(staff.send(form), form, "pole", but=("pole",))


def test_what_cannot_be_heard_is_not_tried_out(staff: Browser, belt: Belt, voiced: str) -> None:
    form = staff.get(f"/notices/{voiced}").form("/try")
    waiting = belt.take_in("Chưa đọc.")

    for fields in (form, form.filled(pole="p-nowhere")):
        kind, body = fields.body()
        page = staff.post(f"/notices/{waiting}/try", body, _typed_as(kind))

        assert page.code in {409, 422}
        assert page.faults[0][0] in page.ids


def test_a_search_finds_or_says_that_it_did_not(staff: Browser, belt: Belt, voiced: str) -> None:
    found, none = staff.get("/notices?q=ban+quan+ly"), staff.get("/notices?q=%3Cscript%3E%00%22")

    assert f"/notices/{voiced}" in found.links
    assert f"/notices/{voiced}" not in none.links
    assert none.code == 200
    assert is_safe(none.html)


@pytest.mark.parametrize(
    "before", ["", "x", "2026-11-21T07:00:00%2B00:00_x", "0001-01-01T00:00:00%2B14:00_x", "_", "%00"]
)
def test_a_place_in_the_list_that_is_none_is_its_beginning_or_its_end(
    staff: Browser, voiced: str, before: str
) -> None:
    codes = {staff.get(f"/{room}?before={before}").code for room in ("notices", "broadcasts")}

    assert codes == {200}


def test_a_page_keeps_what_it_shows_apart_from_its_markup(staff: Browser, belt: Belt) -> None:
    page: Page = staff.send(blank(staff).filled(text="", title='"><script>alert(1)</script>'))

    assert page.form("/notices").value("title") == '"><script>alert(1)</script>'
