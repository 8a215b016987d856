import json
import random
import zlib
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.vocabulary import Address
from tests.fakes.messages import (
    CLIP,
    KEYS,
    NOW,
    POLE,
    RING,
    ZONE,
    envelope,
    play_line,
    playlist,
    whole_messages,
)
from wire import messages as m
from wire import topics
from wire.codec import FIRST_LINK, MAX_INFLATED_BYTES, MAX_WIRE_BYTES, link, seal, unseal
from wire.errors import ForeignError, MalformedError, TooLargeError, UnsignedError, WireError
from wire.signature import PURPOSES, KeyRing, Purpose, sign
from wire.topics import Kind

TOPIC = topics.down(Kind.PLAYLIST, Address(ZONE))
_DOWN = {Kind.PLAYLIST, Kind.ORDERS, Kind.POSTING, Kind.FILED, Kind.NOW}


def topic_of(message: m.Message, kind: Kind) -> str:
    return topics.down(kind, Address(message.address)) if kind in _DOWN else topics.up(kind, POLE)


def signed(plain: bytes, purpose: Purpose = Purpose.PLAN) -> bytes:
    return sign(zlib.compress(plain), KEYS[purpose])


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_sealed_comes_out_the_same(kind: Kind) -> None:
    message = whole_messages()[kind]
    key = KEYS[min(PURPOSES[kind])]

    assert unseal(topic_of(message, kind), seal(message, key), RING, NOW) == message


@pytest.mark.parametrize("kind", list(Kind))
def test_a_key_for_another_purpose_cannot_sign_it(kind: Kind) -> None:
    message = whole_messages()[kind]

    for purpose in set(Purpose) - PURPOSES[kind]:
        with pytest.raises(UnsignedError, match="is for"):
            unseal(topic_of(message, kind), seal(message, KEYS[purpose]), RING, NOW)


def test_a_key_we_do_not_know_signs_nothing() -> None:
    with pytest.raises(UnsignedError, match="do not know"):
        unseal(TOPIC, seal(playlist(), KEYS[Purpose.PLAN]), KeyRing([]), NOW)


def test_another_key_under_a_known_name_signs_nothing() -> None:
    forged = replace(KEYS[Purpose.PLAN], x=KEYS[Purpose.ORDER].x, d=KEYS[Purpose.ORDER].d)

    with pytest.raises(UnsignedError):
        unseal(TOPIC, seal(playlist(), forged), RING, NOW)


def test_a_key_that_has_ended_signs_nothing() -> None:
    with pytest.raises(UnsignedError, match="ended"):
        unseal(TOPIC, seal(playlist(), KEYS[Purpose.PLAN]), RING, NOW + timedelta(days=400))


@pytest.mark.parametrize("header", [b"eyJhbGciOiJub25lIn0", b"eyJhbGciOiJIUzI1NiIsImtpZCI6InBsYW4tdGVzdCJ9"])
def test_no_algorithm_but_ours_is_taken(header: bytes) -> None:
    token = seal(playlist(), KEYS[Purpose.PLAN]).split(b".")

    with pytest.raises(UnsignedError):
        unseal(TOPIC, b".".join([header, token[1], token[2]]), RING, NOW)


@given(st.binary(max_size=400))
def test_noise_is_refused_with_a_reason(noise: bytes) -> None:
    with pytest.raises(WireError):
        unseal(TOPIC, noise, RING, NOW)


@given(place=st.integers(min_value=0), flip=st.integers(min_value=1, max_value=255))
def test_a_message_with_one_byte_changed_is_refused(place: int, flip: int) -> None:
    sealed = bytearray(seal(playlist(), KEYS[Purpose.PLAN]))
    sealed[place % len(sealed)] ^= flip

    try:
        same = unseal(TOPIC, bytes(sealed), RING, NOW)
    except WireError:
        return
    # The last base64 digit has bits that no decoder looks at.
    assert same == playlist()


def test_what_came_to_another_address_is_refused() -> None:
    elsewhere = topics.down(Kind.PLAYLIST, Address("z-elsewhere"))

    with pytest.raises(ForeignError):
        unseal(elsewhere, seal(playlist(), KEYS[Purpose.PLAN]), RING, NOW)


def test_one_kind_is_not_taken_for_another() -> None:
    posting = whole_messages()[Kind.POSTING]

    with pytest.raises(WireError):
        unseal(topics.down(Kind.FILED, Address(POLE)), seal(posting, KEYS[Purpose.POSTING]), RING, NOW)


@pytest.mark.parametrize(
    "plain",
    [b"", b"[]", b"{}", b"nothing", b'{"kind":"playlist"}', b"\xff\xfe"],
    ids=["empty", "list", "no fields", "no json", "too few", "no text"],
)
def test_what_does_not_parse_is_refused(plain: bytes) -> None:
    with pytest.raises(MalformedError):
        unseal(TOPIC, signed(plain), RING, NOW)


def test_a_play_without_its_clip_is_refused() -> None:
    whole = playlist().model_dump_json(by_alias=True).replace(CLIP.digest, "cd" * 32, 1)

    with pytest.raises(MalformedError, match="clip table"):
        unseal(TOPIC, signed(whole.encode()), RING, NOW)


def test_a_number_is_not_taken_for_a_word() -> None:
    whole = playlist().model_dump_json(by_alias=True).replace('"rank":100', '"rank":"100"')

    with pytest.raises(MalformedError, match="rank"):
        unseal(TOPIC, signed(whole.encode()), RING, NOW)


def test_a_field_of_a_later_version_is_passed_over() -> None:
    whole = playlist().model_dump_json(by_alias=True).replace('"rank":100', '"rank":100,"later":1')

    assert unseal(TOPIC, signed(whole.encode()), RING, NOW) == playlist()


def test_a_bomb_is_stopped_while_it_inflates() -> None:
    with pytest.raises(TooLargeError):
        unseal(TOPIC, signed(b" " * (MAX_INFLATED_BYTES + 1)), RING, NOW)


def test_too_much_on_the_wire_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(TooLargeError):
        unseal(TOPIC, b"a" * (MAX_WIRE_BYTES + 1), RING, NOW)


def test_a_sender_is_told_when_it_says_too_much() -> None:
    draw = random.Random(1)  # noqa: S311 - ids that do not compress, no secret
    plays = tuple(play_line(id=draw.randbytes(16).hex()) for _ in range(20_000))

    with pytest.raises(TooLargeError):
        seal(playlist(7, *plays), KEYS[Purpose.PLAN])


def test_five_thousand_plays_go_through() -> None:
    draw = random.Random(1)  # noqa: S311 - ids that do not compress, no secret
    plays = tuple(
        play_line(id=draw.randbytes(16).hex(), starts=NOW + timedelta(minutes=turn)) for turn in range(5_000)
    )

    sealed = seal(playlist(7, *plays), KEYS[Purpose.PLAN])

    assert 130_000 < len(sealed) < MAX_WIRE_BYTES
    assert unseal(TOPIC, sealed, RING, NOW) == playlist(7, *plays)


def test_a_clip_length_goes_through_exactly() -> None:
    line = m.ClipLine(digest="ab" * 32, bytes=1, length_us=67_383_021)
    sent = m.Playlist.model_validate(envelope(ZONE) | {"clips": (line,), "plays": (play_line(),)})

    came = unseal(TOPIC, seal(sent, KEYS[Purpose.PLAN]), RING, NOW)

    assert isinstance(came, m.Playlist)
    assert came.domain_plays()[0].clip.length == timedelta(microseconds=67_383_021)


def test_a_link_is_the_same_before_and_after_the_wire() -> None:
    reports = whole_messages()[Kind.REPORTS]
    came = unseal(topics.up(Kind.REPORTS, POLE), seal(reports, KEYS[Purpose.POLE]), RING, NOW)

    assert isinstance(reports, m.Reports)
    assert isinstance(came, m.Reports)
    assert [link(report) for report in came.reports] == [link(report) for report in reports.reports]


def test_a_field_of_a_newer_pole_leaves_the_links_of_its_reports_as_they_are() -> None:
    class NewerReport(m.Report):
        voice: str = "a word of version 1.1"

    reports = whole_messages()[Kind.REPORTS]
    assert isinstance(reports, m.Reports)
    newer = [NewerReport.model_validate(report.model_dump()) for report in reports.reports]
    sent = json.loads(reports.model_dump_json()) | {"reports": [r.model_dump(mode="json") for r in newer]}

    came = unseal(topics.up(Kind.REPORTS, POLE), signed(json.dumps(sent).encode(), Purpose.POLE), RING, NOW)

    assert isinstance(came, m.Reports)
    assert [link(report) for report in came.reports] == [link(report) for report in newer]


def test_the_link_of_a_report_of_version_1_never_changes() -> None:
    report = m.Report(number=1, play="play-1", event="missed", at=NOW, previous=FIRST_LINK)

    assert link(report) == "fcf18485950b76dc2761eb88adeef9b639b4d0538477a053e1a45bfe29445ba0"
