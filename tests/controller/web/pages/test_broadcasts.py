"""Broadcasts: what, when and where are asked so that no slip of the pen sounds at the gates."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from controller.entries import Notice, Wish
from controller.flow import intake
from controller.flow.editions import edition
from tests.controller.belt import TEXT, Belt, manuscript
from tests.controller.web.pages.hostile import HOSTILE, is_safe

from .browser import Browser
from .page import Form
from .rules import is_refusal


def broadcasts(belt: Belt) -> Sequence[Wish]:
    with belt.ledger.reading() as unit:
        return unit.broadcasts.all()


def notice(belt: Belt, name: str) -> Notice:
    with belt.ledger.reading() as unit:
        return next(one for one in unit.notices.all() if one.id == name)


@pytest.fixture
def voiced(belt: Belt) -> str:
    """A notice that can be heard and that nobody approved; a pole listens to the zone."""
    belt.enrol()
    name = belt.take_in()
    belt.run()
    return name


@pytest.fixture
def form(staff: Browser, voiced: str) -> Form:
    """The form of a new broadcast, filled in so that it may be sent."""
    blank = staff.get(f"/broadcasts/new?notice={voiced}").form("/broadcasts")
    return blank.filled(where="z-demo")


def at(form: Form, date: str, time: str) -> Form:
    return form.filled(when="at", date=date, time=time)


def test_the_form_comes_filled_with_the_notice_one_came_from(form: Form, voiced: str) -> None:
    assert form.values("item") == [voiced]
    assert form.value("when") == "now"
    assert form.value("repeat") == "once"


def test_a_broadcast_sounds_in_a_minute(staff: Browser, belt: Belt, form: Form, voiced: str) -> None:
    page = staff.arrive(staff.send(form))

    [saved] = broadcasts(belt)
    assert saved.items == ((voiced, 0),)
    assert saved.addresses == {"z-demo"}
    assert saved.recurrence.first.replace(tzinfo=saved.recurrence.zone) == belt.now + timedelta(minutes=1)
    assert page.form("/approve").value(f"seen-{voiced}")


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("2026-11-23", "14:00"),
        ("23/11/2026", "14h00"),
        ("23.11.2026", "14h"),
        ("23-11-2026", "14.00"),
        (" 23/11/2026 ", " 14H00 "),
        ("2026-11-23", "14:00:00"),
    ],
)
def test_dates_and_times_are_understood_as_people_write_them(
    staff: Browser, belt: Belt, form: Form, date: str, time: str
) -> None:
    assert staff.send(at(form, date, time)).code == 303

    assert f"{broadcasts(belt)[0].recurrence.first:%Y-%m-%d %H:%M}" == "2026-11-23 14:00"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"item": ""}, "item"),
        ({"item": "nothing-of-ours"}, "item"),
        ({"item": "a\x00b"}, "item"),
        ({"where": []}, "where"),
        ({"where": "z-nowhere"}, "where"),
        ({"when": ""}, "when"),
        ({"when": "at", "date": ""}, "date"),
        ({"when": "at", "date": "31/02/2027"}, "date"),
        ({"when": "at", "date": "mai"}, "date"),
        ({"when": "at", "date": "9999-12-31"}, "date"),
        ({"when": "at", "date": "0001-01-01"}, "date"),
        ({"when": "at", "date": "2020-01-01"}, "date"),
        ({"when": "at", "time": ""}, "time"),
        ({"when": "at", "time": "25:00"}, "time"),
        ({"when": "at", "time": "trưa"}, "time"),
        ({"repeat": ""}, "repeat"),
        ({"repeat": "FREQ=SECONDLY"}, "repeat"),
        ({"repeat": "weekly", "days": []}, "days"),
        ({"repeat": "weekly", "days": ["MO", "XX"]}, "days"),
        ({"repeat": "daily", "until": "2020-01-01"}, "until"),
        ({"repeat": "daily", "until": "bao giờ"}, "until"),
        ({"repeat": "weekly", "days": ["MO"], "until": "9999-12-31"}, "until"),
        ({"title": "ờ" * 201}, "title"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_at_its_field(
    staff: Browser, belt: Belt, form: Form, typed: dict[str, str], field: str
) -> None:
    wrong = form.filled(**typed)

    page = staff.send(wrong)

    # What is not offered cannot be chosen, so it cannot be shown as chosen either.
    assert is_refusal(page, wrong, field, but=(field,) if field in _CHOICES else ())
    assert broadcasts(belt) == []


_CHOICES = {"item", "where", "when", "repeat", "days"}


def test_everything_missing_is_named_at_once(staff: Browser, form: Form) -> None:
    page = staff.send(form.without("item", "where", "when", "repeat"))

    assert [leads_to for leads_to, _ in page.faults] == ["item", "where", "when", "repeat"]


def test_a_daily_broadcast_ends_on_its_last_day(staff: Browser, belt: Belt, form: Form) -> None:
    staff.send(at(form, "23/11/2026", "14h").filled(repeat="daily", until="30/11/2026"))

    assert broadcasts(belt)[0].recurrence.rule.startswith("FREQ=DAILY;UNTIL=20261130")


def test_a_weekly_broadcast_begins_on_the_first_of_its_days(staff: Browser, belt: Belt, form: Form) -> None:
    staff.send(at(form, "2026-11-23", "14:00").filled(repeat="weekly", days=["WE", "FR"]))

    [saved] = broadcasts(belt)
    assert saved.recurrence.rule == "FREQ=WEEKLY;BYDAY=WE,FR"
    assert f"{saved.recurrence.first:%Y-%m-%d %H:%M}" == "2026-11-25 14:00"


def test_a_weekly_broadcast_until_a_day_before_its_first_is_refused(
    staff: Browser, belt: Belt, form: Form
) -> None:
    wrong = at(form, "2026-11-23", "14:00").filled(repeat="weekly", days=["SU"], until="2026-11-24")

    page = staff.send(wrong)

    assert page.code == 422
    assert broadcasts(belt) == []


def test_more_notices_are_asked_for_and_nothing_typed_is_lost(
    staff: Browser, belt: Belt, form: Form, voiced: str
) -> None:
    typed = at(form, "23/11/2026", "14h").filled(title="Bản tin chiều", repeat="weekly", days=["MO", "SU"])
    second = belt.take_in("Bản tin thứ hai.")

    page = staff.send(typed, button=form.buttons[0])

    again = page.form("/broadcasts")
    assert page.code == 200
    assert again.values("item") == [voiced, ""]
    for name in ("title", "date", "time", "where", "days", "when", "repeat", "name"):
        assert sorted(again.values(name)) == sorted(typed.values(name))
    assert staff.send(again.filled(item=[voiced, second], date="2026-11-23", time="14:00")).code == 303
    assert broadcasts(belt)[0].items == ((voiced, 0), (second, 0))


def test_at_most_ten_notices_are_taken(staff: Browser, belt: Belt, form: Form, voiced: str) -> None:
    page = staff.send(form.filled(item=[voiced] * 11))
    more = staff.send(form, button=("more", "99"))

    assert page.faults[0][0] == "item"
    assert len(more.form("/broadcasts").values("item")) == 10
    assert broadcasts(belt) == []


@pytest.mark.parametrize("more", ["-1", "x", "٣", "²", "9" * 300])
def test_any_number_of_more_notices_is_survived(staff: Browser, form: Form, more: str) -> None:
    assert staff.send(form, button=("more", more)).code == 200


def test_a_notice_older_than_all_that_are_offered_stays_chosen(staff: Browser, belt: Belt) -> None:
    belt.enrol()
    oldest = belt.take_in("Bản tin cũ nhất.")
    for number in range(50):
        belt.now += timedelta(seconds=1)
        belt.take_in(f"Bản tin {number}.")

    page = staff.get(f"/broadcasts/new?notice={oldest}")

    assert page.form("/broadcasts").values("item") == [oldest]


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_shown_as_text_or_refused(staff: Browser, belt: Belt, form: Form, kind: str) -> None:
    typed = HOSTILE[kind]

    answers = [staff.send(form.filled(title=typed))]
    fields = ("name", "item", "where", "when", "repeat", "days", "until", "more")
    answers += [staff.send(form.forged(**{name: typed})) for name in fields]
    answers += [staff.send(at(form, typed, "14:00")), staff.send(at(form, "2026-11-23", typed))]
    pages = [
        *answers,
        staff.get("/"),
        staff.get("/broadcasts"),
        staff.get(f"/broadcasts/{broadcasts(belt)[0].id}"),
    ]

    assert {page.code for page in pages} <= {200, 303, 409, 422}
    assert all(is_safe(page.html) for page in pages)


def test_sending_twice_saves_once_also_a_moment_later(staff: Browser, belt: Belt, form: Form) -> None:
    first = staff.send(form)
    belt.now += timedelta(seconds=2)
    second = staff.send(form)

    assert len(broadcasts(belt)) == 1
    assert second.location == first.location


@pytest.mark.parametrize(
    "changed",
    [{"title": "Khác"}, {"date": "2026-11-24"}, {"time": "15:00"}, {"repeat": "daily"}, {"when": "now"}],
    ids=str,
)
def test_going_back_and_changing_makes_a_second_only_after_a_warning(
    staff: Browser, belt: Belt, form: Form, changed: dict[str, str]
) -> None:
    staff.send(at(form, "2026-11-23", "14:00"))
    other = at(form, "2026-11-23", "14:00").filled(**changed)

    warned = staff.send(other)

    assert is_refusal(warned, other, "item", code=409)
    assert len(broadcasts(belt)) == 1
    assert staff.send(warned.form("/broadcasts")).code == 303
    assert len(broadcasts(belt)) == 2


def test_all_notices_of_a_broadcast_are_approved_as_they_were_seen(
    staff: Browser, belt: Belt, form: Form, voiced: str
) -> None:
    there = staff.send(form).location

    page = staff.arrive(staff.send(staff.get(there).form("/approve")))

    assert notice(belt, voiced).approved_by == "Nguyễn Thị Lan"
    assert all(not form.action.endswith("/approve") for form in page.forms)


def test_of_notices_changed_meanwhile_none_is_approved(
    staff: Browser, belt: Belt, form: Form, voiced: str
) -> None:
    second = belt.take_in("Bản tin thứ hai.")
    belt.run()
    there = staff.send(form.filled(item=[voiced, second])).location
    approval = staff.get(there).form("/approve")
    seen = edition(notice(belt, second))
    intake.change(belt.ledger, second, manuscript("Một văn bản khác.".encode()), seen=seen)
    belt.run()

    page = staff.send(approval)

    assert page.code == 409
    assert page.faults[0][0] in page.ids
    assert "Một văn bản khác." in page.words
    assert [notice(belt, one).approved_at for one in (voiced, second)] == [None, None]
    assert staff.send(page.form("/approve")).code == 303
    assert notice(belt, second).approved_at


def test_what_could_not_be_heard_when_the_page_was_made_is_not_approved(
    staff: Browser, belt: Belt, form: Form
) -> None:
    unheard = belt.take_in("Chưa ai nghe.")
    there = staff.send(form.filled(item=unheard)).location
    approval = staff.get(there).form("/approve")

    too_early = staff.send(approval)
    belt.run()
    unseen = staff.send(approval)

    assert (too_early.code, unseen.code) == (409, 409)
    assert too_early.faults != unseen.faults
    assert notice(belt, unheard).approved_at is None


def test_a_forged_approval_tells_no_edition_and_approves_nothing(
    staff: Browser, belt: Belt, form: Form, voiced: str
) -> None:
    approval = staff.get(staff.send(form).location).form("/approve")

    assert staff.send(approval.without(f"seen-{voiced}")).code == 409
    assert staff.send(approval.forged(**{f"seen-{voiced}": "0" * 16})).code == 409
    assert notice(belt, voiced).approved_at is None


def test_a_withdrawal_asks_why(staff: Browser, belt: Belt, form: Form) -> None:
    there = staff.send(form).location
    asked = staff.get(f"{there}/withdraw").form("/withdraw")

    for why in ("", " \n", "ờ" * 201):
        assert is_refusal(
            staff.send(asked.filled(because=why)), asked.filled(because=why), "because", but=_blank(why)
        )

    assert broadcasts(belt)[0].withdrawn_at is None


def _blank(why: str) -> tuple[str, ...]:
    return () if why.strip() else ("because",)


def test_withdrawing_twice_withdraws_once(staff: Browser, belt: Belt, form: Form) -> None:
    there = staff.send(form).location
    asked = staff.get(f"{there}/withdraw").form("/withdraw").filled(because="<script>alert(1)</script>")

    first, second = staff.send(asked), staff.send(asked.filled(because="lần hai"))

    assert (first.code, second.code) == (303, 303)
    assert broadcasts(belt)[0].withdrawn_because == "<script>alert(1)</script>"
    assert is_safe(staff.get(there).html)
    assert staff.get(f"{there}/withdraw").code == 303


def test_without_notices_and_poles_the_form_says_what_comes_first(staff: Browser, belt: Belt) -> None:
    without_notices = staff.get("/broadcasts/new")
    belt.take_in(TEXT)
    without_poles = staff.get("/broadcasts/new")

    assert without_notices.code == without_poles.code == 200
    assert not any(form.action == "/broadcasts" for form in [*without_notices.forms, *without_poles.forms])


def test_words_that_would_not_hold_are_accepted_by_a_tick(staff: Browser, belt: Belt) -> None:
    belt.enrol()
    name = belt.take_in("Ngày mai mất điện.")
    belt.run()
    form = staff.get(f"/broadcasts/new?notice={name}").form("/broadcasts")

    page = staff.send(form.filled(where="z-demo", repeat="daily"))

    assert page.code == 422
    assert [leads_to for leads_to, _ in page.faults] == ["accepted"]
    again = page.form("/broadcasts")
    [key] = [value for field, value in again.offered if field == "accepted"]
    assert staff.send(again.filled(accepted=key)).code == 303
    assert broadcasts(belt)[0].items == ((name, 0),)
