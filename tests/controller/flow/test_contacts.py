"""Numbers everybody may know: allowed once, spoken from then on, and nothing approved is altered."""

import json

import pytest
from structlog.testing import capture_logs

from audio.documents.spoken import spoken_places
from audio.reading.written import from_json
from audio.span import SourceSpan
from controller.entries import ContactKind, Notice, NoticeState
from controller.errors import (
    AlreadyDoneError,
    ChangedMeanwhileError,
    ContactRefusal,
    ContactRefusedError,
    NotFoundError,
    WrongInputError,
)
from controller.flow import approval, contacts, differing
from controller.flow.editions import edition
from schedules.vocabulary import NoticeId
from tests.controller.belt import Belt

NUMBER = "0912.000.111"
TEXT = f"Cổng 3 mở lại lúc 7 giờ.\nMọi phản ánh xin gọi {NUMBER} trước 17 giờ.\n"


def notice(belt: Belt, name: NoticeId) -> Notice:
    with belt.ledger.reading() as unit:
        return unit.notices.get(name)


def spoken(belt: Belt, name: NoticeId) -> str:
    return from_json(notice(belt, name).reading or "").spoken


def read(belt: Belt, text: str = TEXT) -> NoticeId:
    name = belt.take_in(text)
    belt.run()
    return name


def place(text: str = TEXT, *, nth: int = 0) -> SourceSpan:
    return spoken_places(text).held[nth].place


def allow_in(
    belt: Belt, name: NoticeId, where: SourceSpan, *, seen: str | None = None, by: str = "Lan"
) -> None:
    seen = edition(notice(belt, name)) if seen is None else seen
    contacts.allow_in(belt.ledger, name, where, seen=seen, by=by, now=belt.now)


def refusal(
    belt: Belt, written: str, kind: ContactKind = ContactKind.PHONE, note: str = ""
) -> ContactRefusal:
    with pytest.raises(ContactRefusedError) as refused:
        belt.allow(written, kind=kind, note=note)
    assert written not in str(refused.value) or not written.strip()
    return refused.value.why


def test_a_number_allowed_by_hand_is_spoken_however_it_is_written(belt: Belt) -> None:
    before = read(belt)

    belt.allow("+84 912 000 111")

    assert "không chín một hai" not in spoken(belt, before)
    assert "không chín một hai" in spoken(belt, read(belt))


def test_a_number_allowed_in_a_notice_is_spoken_there_and_in_others(belt: Belt) -> None:
    name = read(belt)
    heard = edition(notice(belt, name))

    allow_in(belt, name, place())
    belt.run()

    assert "không chín một hai" in spoken(belt, name)
    assert "không chín một hai" in spoken(belt, read(belt, f"Cháy thì gọi {NUMBER}."))
    assert edition(notice(belt, name)) != heard
    with pytest.raises(ChangedMeanwhileError):
        approval.approve(belt.ledger, name, by="Trưởng ban", now=belt.now, seen=heard)


def test_a_number_beside_one_that_is_allowed_stays_left_out(belt: Belt) -> None:
    text = "Cổng 3 mở lại.\nNgập thì gọi 0912 000 111. Cháy thì gọi 0912 000 222.\n"
    name = read(belt, text)

    allow_in(belt, name, place(text))
    belt.run()

    assert spoken(belt, name).endswith("không không không một một một")
    assert "hai hai hai" not in spoken(belt, name)


def test_the_second_of_two_numbers_in_a_clause_is_offered_once_the_first_is_allowed(belt: Belt) -> None:
    text = "Cổng 3 mở lại.\nNgập thì gọi 0912 000 111 - 0912 000 222.\n"
    name = read(belt, text)
    allow_in(belt, name, place(text))
    belt.run()
    still_held = spoken(belt, name)

    second = text.index("0912 000 222")
    allow_in(belt, name, SourceSpan(start=second, end=second + 12))
    belt.run()

    assert "hai hai hai" not in still_held
    assert "hai hai hai" in spoken(belt, name)


@pytest.mark.parametrize(
    "text",
    [
        "Ông Nguyễn Văn Mẫu, CCCD số 019085000123, vắng mặt.",
        "Ông Nguyễn Văn Mẫu bị xử phạt 5 triệu đồng.",
        "Xe ô tô biển kiểm soát 20A-123.45 đỗ sai chỗ.",
    ],
)
def test_what_nobody_publishes_is_never_allowed_for_all_notices(belt: Belt, text: str) -> None:
    name = read(belt, f"Cổng 3 mở lại.\n{text}")
    where = place(f"Cổng 3 mở lại.\n{text}")

    with pytest.raises(WrongInputError):
        allow_in(belt, name, where)

    assert contacts.contacts(belt.ledger) == []


def test_only_just_what_is_held_is_allowed(belt: Belt) -> None:
    name = read(belt)

    for where in (SourceSpan(start=0, end=5), SourceSpan(start=0, end=0), SourceSpan(start=9, end=10**9)):
        with pytest.raises(WrongInputError):
            allow_in(belt, name, where)


def test_an_approved_notice_is_not_altered(belt: Belt) -> None:
    name = belt.approved_notice(TEXT)
    stood = notice(belt, name)

    with pytest.raises(AlreadyDoneError):
        allow_in(belt, name, place())
    belt.allow()
    belt.run()

    assert notice(belt, name) == stood


def test_two_people_who_allow_at_once_in_one_notice_do_it_once(belt: Belt) -> None:
    name = read(belt)
    seen = edition(notice(belt, name))
    allow_in(belt, name, place(), seen=seen)

    with pytest.raises(ChangedMeanwhileError):
        allow_in(belt, name, place(), seen=seen, by="Hoa")

    [known] = contacts.contacts(belt.ledger)
    assert known.allowed.by == "Lan"


def test_what_somebody_allowed_meanwhile_is_not_allowed_twice(belt: Belt) -> None:
    name = read(belt)
    number = belt.allow()

    allow_in(belt, name, place(), by="Hoa")
    belt.run()

    assert len(contacts.contact(belt.ledger, number)[1]) == 1
    assert "không chín một hai" in spoken(belt, name)


def test_what_is_left_out_is_told_by_what_its_reading_knew(belt: Belt) -> None:
    before = read(belt)
    belt.allow()
    after = read(belt)

    known = [notice(belt, name).allowed_as_of for name in (before, after)]

    with belt.ledger.reading() as unit:
        assert [unit.contacts.allowed(as_of=one) for one in known] == [frozenset(), {"0912000111"}]


@pytest.mark.parametrize(
    ("written", "kind", "why"),
    [
        (" ", ContactKind.PHONE, ContactRefusal.EMPTY),
        ("0" * 65, ContactKind.PHONE, ContactRefusal.TOO_LONG),
        ("abc", ContactKind.PHONE, ContactRefusal.NO_PHONE),
        ("0912 000", ContactKind.PHONE, ContactRefusal.NO_PHONE),
        ("0912 000 111, 0912 000 222", ContactKind.PHONE, ContactRefusal.NO_PHONE),
        ("Hotline 0912 000 111", ContactKind.PHONE, ContactRefusal.NO_PHONE),
        ("1900 6060", ContactKind.PHONE, ContactRefusal.NEVER_HELD),
        ("114", ContactKind.PHONE, ContactRefusal.NEVER_HELD),
        ("bql@thainguyen.gov.vn", ContactKind.MAIL, ContactRefusal.NEVER_HELD),
        ("bql at gmail.com", ContactKind.MAIL, ContactRefusal.NO_MAIL),
        ("12345", ContactKind.ACCOUNT, ContactRefusal.NO_ACCOUNT),
        ("8.500.000", ContactKind.ACCOUNT, ContactRefusal.NO_ACCOUNT),
        ("019085000123", ContactKind.ACCOUNT, ContactRefusal.IDENTITY),
    ],
)
def test_what_cannot_be_a_contact_is_refused(
    belt: Belt, written: str, kind: ContactKind, why: ContactRefusal
) -> None:
    assert refusal(belt, written, kind) is why
    assert contacts.contacts(belt.ledger) == []


def test_a_note_may_not_be_long(belt: Belt) -> None:
    assert refusal(belt, NUMBER, note="ơ" * 101) is ContactRefusal.TOO_LONG


@pytest.mark.parametrize(
    ("written", "kind", "form"),
    [
        ("(+84) 912 000 111", ContactKind.PHONE, "0912000111"),
        ("0208 3845 678.", ContactKind.PHONE, "02083845678"),
        ("Duong.Day.Nong@Gmail.com", ContactKind.MAIL, "duong.day.nong@gmail.com"),
        ("1903 4567 8901 23", ContactKind.ACCOUNT, "19034567890123"),
    ],
)
def test_a_contact_is_known_by_its_normal_form(
    belt: Belt, written: str, kind: ContactKind, form: str
) -> None:
    belt.allow(written, kind=kind)

    [known] = contacts.contacts(belt.ledger)
    assert (known.newest.contact.form, known.newest.contact.kind) == (form, kind)
    assert form not in repr(known)


def test_what_is_allowed_already_is_refused_but_a_second_click_is_not(belt: Belt) -> None:
    first, again = belt.allow(note="Hotline"), belt.allow(note="Hotline")

    assert first == again
    assert refusal(belt, "+84912000111", note="Khác") is ContactRefusal.KNOWN
    assert len(contacts.contact(belt.ledger, first)[1]) == 1


def test_what_is_taken_back_is_left_out_again_and_can_be_allowed_again(belt: Belt) -> None:
    number = belt.allow()

    contacts.disallow(belt.ledger, number, seen=number, by="Hoa", now=belt.now)
    contacts.disallow(belt.ledger, number, seen=number, by="Hoa", now=belt.now)
    without = read(belt)
    [known] = contacts.contacts(belt.ledger)
    contacts.allow_again(belt.ledger, number, seen=known.newest.number, by="Lan", now=belt.now)

    assert "không chín một hai" not in spoken(belt, without)
    assert "không chín một hai" in spoken(belt, read(belt))
    known, history = contacts.contact(belt.ledger, number)
    assert [(one.is_allowed, one.by) for one in history] == [(True, "Lan"), (False, "Hoa"), (True, "Lan")]
    assert known.number == number


def test_a_contact_added_again_keeps_its_history(belt: Belt) -> None:
    number = belt.allow()
    contacts.disallow(belt.ledger, number, seen=number, by="Hoa", now=belt.now)

    assert belt.allow("0912000111", note="Hotline") == number
    assert len(contacts.contact(belt.ledger, number)[1]) == 3


def test_a_change_over_what_somebody_else_changed_is_refused(belt: Belt) -> None:
    number = belt.allow()
    contacts.write_note(belt.ledger, number, "Hotline", seen=number, by="Hoa", now=belt.now)

    with pytest.raises(ChangedMeanwhileError):
        contacts.write_note(belt.ledger, number, "Bảo vệ", seen=number, by="Lan", now=belt.now)
    with pytest.raises(ChangedMeanwhileError):
        contacts.disallow(belt.ledger, number, seen=number, by="Lan", now=belt.now)
    known, _ = contacts.contact(belt.ledger, number)
    assert (known.newest.contact.note, known.newest.by, known.allowed.by) == ("Hotline", "Hoa", "Lan")


def test_the_same_note_again_changes_nothing(belt: Belt) -> None:
    number = belt.allow(note="Hotline")

    contacts.write_note(belt.ledger, number, " Hotline ", seen=0, by="Hoa", now=belt.now)

    assert len(contacts.contact(belt.ledger, number)[1]) == 1


def test_what_is_not_there_is_not_found(belt: Belt) -> None:
    with pytest.raises(NotFoundError):
        contacts.contact(belt.ledger, 99)
    with pytest.raises(NotFoundError):
        contacts.disallow(belt.ledger, 99, seen=0, by="Lan", now=belt.now)


def test_a_change_lists_what_would_differ_and_alters_nothing(belt: Belt) -> None:
    approved, waiting = belt.approved_notice(TEXT), read(belt)
    read(belt, "Không có số nào.")
    stood = notice(belt, approved), notice(belt, waiting)

    belt.allow()
    belt.run()
    found = differing.differing_by_contact(belt.ledger, belt.lexicon, "0912000111")

    assert {(one.notice, one.is_approved) for one in found.differences} == {
        (approved, True),
        (waiting, False),
    }
    assert all("không chín một hai" in one.after for one in found.differences)
    assert (notice(belt, approved), notice(belt, waiting)) == stood


def test_a_notice_that_held_nothing_else_may_be_read_once_its_number_is_allowed(belt: Belt) -> None:
    name = read(belt, f"Xin gọi {NUMBER}.")
    assert notice(belt, name).state is NoticeState.FAILED
    belt.allow()

    [found] = differing.differing_by_contact(belt.ledger, belt.lexicon, "0912000111").differences
    differing.read_anew(belt.ledger, name, seen=found.edition)
    belt.run()

    assert (found.notice, found.before) == (name, "")
    assert "không chín một hai" in spoken(belt, name)


def test_a_number_taken_back_names_the_notices_that_still_speak_it(belt: Belt) -> None:
    number = belt.allow()
    name = read(belt, f"Xin gọi {NUMBER}.")

    contacts.disallow(belt.ledger, number, seen=number, by="Lan", now=belt.now)

    [found] = differing.differing_by_contact(belt.ledger, belt.lexicon, "0912000111").differences
    assert (found.notice, found.after) == (name, "")


def test_no_number_stands_in_a_log(belt: Belt, capfd: pytest.CaptureFixture[str]) -> None:
    with capture_logs() as logs:
        name = read(belt)
        allow_in(belt, name, place())
        belt.run()
        belt.allow("0912 000 222")

    written = "".join([json.dumps(logs, ensure_ascii=False, default=repr), *capfd.readouterr()])
    assert [one for one in (NUMBER, "0912000111", "0912 000 222", "0912000222") if one in written] == []
