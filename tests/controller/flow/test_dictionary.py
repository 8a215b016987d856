"""The organisation's dictionary: it is read by from now on, and alters nothing that was approved."""

from dataclasses import replace
from uuid import uuid4

import pytest

from audio.reading.written import from_json
from controller.entries import Beside, DictionaryEntry, EntryId, EntryKind, Notice, Wording
from controller.errors import (
    AlreadyDoneError,
    ChangedMeanwhileError,
    EntryRefusal,
    EntryRefusedError,
)
from controller.flow import approval, dictionary, differing
from controller.flow.editions import edition
from controller.flow.look_up import look_up
from schedules.vocabulary import NoticeId
from tests.controller.belt import Belt

TEXT = "Nộp hồ sơ tại BQL trước thứ Hai. Gặp công ty Samsung."
BQL = Wording(written="BQL", spoken="ban")


def standing(belt: Belt, name: EntryId) -> DictionaryEntry:
    with belt.ledger.reading() as unit:
        return unit.dictionary.get(name)


def notice(belt: Belt, name: NoticeId) -> Notice:
    with belt.ledger.reading() as unit:
        return unit.notices.get(name)


def spoken(belt: Belt, text: str = TEXT) -> str:
    name = belt.take_in(text)
    belt.run()
    return from_json(notice(belt, name).reading or "").spoken


def refusal(belt: Belt, wording: Wording) -> tuple[str, EntryRefusal]:
    with pytest.raises(EntryRefusedError) as refused:
        dictionary.add(belt.ledger, belt.lexicon, wording, name=EntryId(uuid4().hex), by="Lan", now=belt.now)
    return refused.value.field, refused.value.why


def change(belt: Belt, name: EntryId, wording: Wording, *, seen: int = 1) -> None:
    dictionary.change(belt.ledger, belt.lexicon, name, wording, seen=seen, by="Hoa", now=belt.now)


def test_a_notice_is_read_by_the_dictionary_of_the_hour_it_is_read_in(belt: Belt) -> None:
    before = spoken(belt)

    belt.add_to_dictionary("BQL", "ban")

    assert "tại ban quản lý trước" in before
    assert "tại ban trước" in spoken(belt)


def test_an_entry_holds_only_beside_its_context(belt: Belt) -> None:
    belt.add_to_dictionary("TT", "trung tâm", beside=Beside.AFTER, context="gần")
    belt.add_to_dictionary("TT", "thị trấn", beside=Beside.BEFORE, context="cũ")
    belt.add_to_dictionary("TT", "thứ tự")

    said = spoken(belt, "Họp gần TT sáng nay. Họp tại TT cũ sáng nay. Ghi TT sáng nay.")

    assert said.splitlines() == [
        "Họp gần trung tâm sáng nay",
        "Họp tại thị trấn cũ sáng nay",
        "Ghi thứ tự sáng nay",
    ]


def test_capitals_count_only_where_they_shall(belt: Belt) -> None:
    belt.add_to_dictionary("Samsung", "xam xung", kind=EntryKind.NAME, is_case_sensitive=False)
    belt.add_to_dictionary("Hana", "ha na", kind=EntryKind.NAME)

    said = spoken(belt, "Gặp samsung, SAMSUNG, Samsung và Hana ở hana.")

    assert said == "Gặp xam xung, xam xung, xam xung và ha na ở hana"


def test_a_text_that_explains_its_own_abbreviation_is_believed(belt: Belt) -> None:
    belt.add_to_dictionary("BQL", "ban")

    said = spoken(belt, "Bộ quản lý (sau đây gọi tắt là BQL) họp. Gặp BQL sáng nay.")

    assert "Gặp bộ quản lý sáng nay" in said


def test_what_is_spoken_is_itself_read_so_that_only_letters_are_left(belt: Belt) -> None:
    name = belt.add_to_dictionary("KCX", "KCN số 2, mới")

    assert standing(belt, name).wording.spoken == "khu công nghiệp số hai mới"


@pytest.mark.parametrize(
    ("wording", "told"),
    [
        (replace(BQL, written=" "), ("written", EntryRefusal.EMPTY)),
        (replace(BQL, spoken=""), ("spoken", EntryRefusal.EMPTY)),
        (replace(BQL, beside=Beside.AFTER), ("context", EntryRefusal.EMPTY)),
        (replace(BQL, written="ơ" * 65), ("written", EntryRefusal.TOO_LONG)),
        (replace(BQL, spoken="ơ" * 201), ("spoken", EntryRefusal.TOO_LONG)),
        (replace(BQL, beside=Beside.BEFORE, context="ơ" * 21), ("context", EntryRefusal.TOO_LONG)),
        (replace(BQL, spoken="…"), ("spoken", EntryRefusal.UNSPEAKABLE)),
        (replace(BQL, written="2-3"), ("written", EntryRefusal.NEVER_MET)),
        (replace(BQL, written="%"), ("written", EntryRefusal.NEVER_MET)),
        (replace(BQL, written="01/12/2026"), ("written", EntryRefusal.NEVER_MET)),
    ],
)
def test_what_cannot_be_an_entry_is_refused_at_its_field(
    belt: Belt, wording: Wording, told: tuple[str, EntryRefusal]
) -> None:
    assert refusal(belt, wording) == told


def test_one_writing_has_one_entry_in_one_context(belt: Belt) -> None:
    belt.add_to_dictionary("BQL", "ban")

    assert refusal(belt, replace(BQL, spoken="khác")) == ("written", EntryRefusal.KNOWN)
    belt.add_to_dictionary("BQL", "ban", beside=Beside.AFTER, context="gần")


def test_an_entry_sent_twice_is_taken_in_once(belt: Belt) -> None:
    name = belt.add_to_dictionary()

    with pytest.raises(AlreadyDoneError):
        dictionary.add(belt.ledger, belt.lexicon, BQL, name=name, by="Lan", now=belt.now)


def test_a_change_over_what_somebody_else_changed_is_refused(belt: Belt) -> None:
    name = belt.add_to_dictionary()
    change(belt, name, replace(BQL, spoken="ban một"))

    with pytest.raises(ChangedMeanwhileError):
        change(belt, name, replace(BQL, spoken="ban hai"))
    with pytest.raises(ChangedMeanwhileError):
        dictionary.remove(belt.ledger, name, seen=1, by="Hoa", now=belt.now)


def test_the_same_change_again_changes_nothing(belt: Belt) -> None:
    name = belt.add_to_dictionary()

    change(belt, name, replace(BQL, spoken="ban một"))
    change(belt, name, replace(BQL, spoken="ban một"))

    assert len(dictionary.history(belt.ledger, name, most=9)) == 2


def test_a_removed_entry_leaves_its_writing_to_the_official_list(belt: Belt) -> None:
    name = belt.add_to_dictionary()

    dictionary.remove(belt.ledger, name, seen=1, by="Hoa", now=belt.now)
    dictionary.remove(belt.ledger, name, seen=1, by="Hoa", now=belt.now)

    assert "tại ban quản lý" in spoken(belt)
    assert len(dictionary.history(belt.ledger, name, most=9)) == 2


def test_each_change_is_remembered_and_can_be_undone(belt: Belt) -> None:
    name = belt.add_to_dictionary()
    change(belt, name, replace(BQL, spoken="ban một"))
    dictionary.remove(belt.ledger, name, seen=2, by="Hoa", now=belt.now)
    removed, changed, added = dictionary.history(belt.ledger, name, most=9)

    dictionary.put_back(belt.ledger, removed.number, by="Lan", now=belt.now)
    again = standing(belt, name)
    dictionary.put_back(belt.ledger, changed.number, by="Lan", now=belt.now)
    first = standing(belt, name)
    dictionary.put_back(belt.ledger, added.number, by="Lan", now=belt.now)
    dictionary.put_back(belt.ledger, added.number, by="Lan", now=belt.now)

    assert (again.wording.spoken, again.is_removed) == ("ban một", False)
    assert first.wording.spoken == "ban"
    assert standing(belt, name).is_removed
    assert [one.by for one in dictionary.history(belt.ledger, name, most=9)] == [
        *["Lan"] * 3,
        "Hoa",
        "Hoa",
        "Lan",
    ]


def test_an_entry_is_not_put_back_over_another_one(belt: Belt) -> None:
    name = belt.add_to_dictionary()
    dictionary.remove(belt.ledger, name, seen=1, by="Hoa", now=belt.now)
    belt.add_to_dictionary("BQL", "khác")
    [removed, _] = dictionary.history(belt.ledger, name, most=9)

    with pytest.raises(EntryRefusedError):
        dictionary.put_back(belt.ledger, removed.number, by="Lan", now=belt.now)


def test_a_sentence_is_tried_without_storing_anything(belt: Belt) -> None:
    today, then = dictionary.try_on(belt.ledger, belt.lexicon, "Gặp BQL sáng nay.", BQL)

    assert today.spoken == "Gặp ban quản lý sáng nay"
    assert then.spoken == "Gặp ban sáng nay"
    assert dictionary.history(belt.ledger, most=9) == []


def test_a_changed_entry_is_tried_in_the_place_of_what_it_was(belt: Belt) -> None:
    name = belt.add_to_dictionary("BQL", "ban", beside=Beside.AFTER, context="gặp")

    today, then = dictionary.try_on(
        belt.ledger, belt.lexicon, "Gặp BQL sáng nay.", replace(BQL, written="KCN"), entry=name
    )

    assert today.spoken == "Gặp ban sáng nay"
    assert then.spoken == "Gặp ban quản lý sáng nay"


def test_a_change_lists_what_would_differ_and_alters_nothing(belt: Belt) -> None:
    approved = belt.approved_notice(TEXT)
    waiting = belt.take_in(TEXT)
    belt.take_in("Không có gì.")
    belt.run()
    before = notice(belt, approved), notice(belt, waiting)

    name = belt.add_to_dictionary()
    belt.run()
    found = differing.differing(belt.ledger, belt.lexicon, name)

    assert {(one.notice, one.is_approved) for one in found.differences} == {
        (approved, True),
        (waiting, False),
    }
    assert all("ban quản lý trước" in one.before for one in found.differences)
    assert all("tại ban trước" in one.after for one in found.differences)
    assert found.is_whole
    assert (notice(belt, approved), notice(belt, waiting)) == before


def test_a_notice_is_read_anew_when_staff_say_so_and_then_differs_no_more(belt: Belt) -> None:
    waiting = belt.take_in(TEXT)
    belt.run()
    name = belt.add_to_dictionary()

    differing.read_anew(belt.ledger, waiting, seen=edition(notice(belt, waiting)))
    belt.run()

    assert "tại ban trước" in from_json(notice(belt, waiting).reading or "").spoken
    assert differing.differing(belt.ledger, belt.lexicon, name).differences == ()


def test_an_approved_notice_is_never_read_anew(belt: Belt) -> None:
    approved = belt.approved_notice(TEXT)

    with pytest.raises(AlreadyDoneError):
        differing.read_anew(belt.ledger, approved, seen=edition(notice(belt, approved)))


def test_nobody_approves_a_new_reading_by_having_heard_the_old_one(belt: Belt) -> None:
    waiting = belt.take_in(TEXT)
    belt.run()
    heard = edition(notice(belt, waiting))
    belt.add_to_dictionary()
    differing.read_anew(belt.ledger, waiting, seen=heard)
    belt.run()

    with pytest.raises(ChangedMeanwhileError):
        approval.approve(belt.ledger, waiting, by="Trưởng ban", now=belt.now, seen=heard)


def test_what_a_removed_entry_changed_is_listed_too(belt: Belt) -> None:
    name = belt.add_to_dictionary()
    waiting = belt.take_in(TEXT)
    belt.run()

    dictionary.remove(belt.ledger, name, seen=1, by="Lan", now=belt.now)

    [found] = differing.differing(belt.ledger, belt.lexicon, name).differences
    assert (found.notice, "ban quản lý" in found.after) == (waiting, True)


def test_long_texts_end_the_search_early_and_it_says_so(belt: Belt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differing, "_MOST_CHARACTERS", 1_500)  # as much as is allowed takes twenty seconds
    for _ in range(2):
        belt.take_in(TEXT + "\n" + "Xin cảm ơn. " * 80)
    belt.run()

    found = differing.differing(belt.ledger, belt.lexicon, belt.add_to_dictionary())

    assert (len(found.differences), found.is_whole) == (1, False)


def test_the_official_list_is_looked_up_with_the_organisations_own(belt: Belt) -> None:
    belt.add_to_dictionary("UBND", "ủy ban", beside=Beside.AFTER, context="gặp")

    found = look_up(belt.ledger, belt.lexicon, search="uy BAN nhan", skip=0, most=50)
    ours = look_up(belt.ledger, belt.lexicon, search="ubnd", skip=0, most=1)

    assert any(not isinstance(one, DictionaryEntry) for one in found.entries)
    assert [type(one) for one in ours.entries] == [DictionaryEntry]
    assert ours.has_more


def test_a_worker_that_knows_an_older_dictionary_notices_a_change(belt: Belt) -> None:
    with belt.ledger.reading() as unit:
        known = belt.lexicon.lexicon(unit)
        assert belt.lexicon.lexicon(unit) is known

    belt.add_to_dictionary()

    with belt.ledger.reading() as unit:
        assert belt.lexicon.lexicon(unit) is not known
