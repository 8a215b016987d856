"""Pages that follow what happens: pieces shared by all who watch, streams that end in time."""

import asyncio

import pytest

from controller.errors import NotFoundError
from controller.web.live import Live, Piece, Render


class Kitchen:
    """Renders a piece and counts how often; its clock is turned by whoever pauses."""

    def __init__(self, *pieces: Piece) -> None:
        self.now = 0.0
        self.rendered = 0
        self.before: list[Piece] = []
        self._pieces = pieces

    def render(self, before: Piece) -> Piece:
        self.rendered += 1
        self.before.append(before)
        return self._pieces[min(self.rendered, len(self._pieces)) - 1]

    def live(self) -> Live:
        return Live(clock=lambda: self.now, pause=self.pause)

    async def pause(self, seconds: float) -> None:
        self.now += seconds


async def stream(live: Live, render: Render) -> list[str]:
    answer = await live.follow("key", render)
    return [str(message) async for message in answer.body_iterator]


def test_a_piece_is_worked_out_once_for_all_who_watch_it_within_a_second() -> None:
    kitchen = Kitchen(Piece("<p>1</p>"), Piece("<p>2</p>"))
    live = kitchen.live()

    async def watch() -> list[Piece]:
        together = await asyncio.gather(*(live.piece("key", kitchen.render) for _ in range(20)))
        kitchen.now += 1
        return [*together, await live.piece("key", kitchen.render)]

    pieces = asyncio.run(watch())

    assert {piece.html for piece in pieces[:20]} == {"<p>1</p>"}
    assert pieces[20].html == "<p>2</p>"
    assert kitchen.rendered == 2


def test_pieces_of_different_keys_are_not_mixed_up() -> None:
    live = Kitchen().live()

    async def watch() -> list[Piece]:
        return [
            await live.piece(("notice", "a"), lambda _: Piece("a")),
            await live.piece(("notice", "b"), lambda _: Piece("b")),
        ]

    assert [piece.html for piece in asyncio.run(watch())] == ["a", "b"]


def test_a_stream_sends_what_changed_and_ends_when_nothing_more_will() -> None:
    kitchen = Kitchen(Piece("1"), Piece("1"), Piece("2\n3"), Piece("4", is_final=True))

    sent = asyncio.run(stream(kitchen.live(), kitchen.render))

    assert sent == [
        "data: 1\n\n",
        "data: 2\ndata: 3\n\n",
        "data: 4\n\n",
        "event: done\ndata: -\n\n",
    ]


def test_whoever_works_a_piece_out_is_given_the_one_before_whoever_watched_that() -> None:
    kitchen = Kitchen(Piece("1", drawn_from="one"), Piece("2", is_final=True), Piece("2", is_final=True))
    live = kitchen.live()

    async def follow_twice() -> None:
        await stream(live, kitchen.render)
        await stream(live, kitchen.render)

    asyncio.run(follow_twice())

    assert [piece.html for piece in kitchen.before] == ["", "1", "2"]
    assert kitchen.before[1].drawn_from == "one"


def test_whoever_begins_something_anew_is_not_told_how_it_ended_before() -> None:
    kitchen = Kitchen(Piece("voiced", is_final=True), Piece("being read"), Piece("voiced", is_final=True))
    live = kitchen.live()

    async def follow_twice() -> list[str]:
        await stream(live, kitchen.render)
        return await stream(live, kitchen.render)

    assert asyncio.run(follow_twice())[:2] == ["data: being read\n\n", "data: voiced\n\n"]


def test_a_stream_without_end_is_cut_after_a_while_and_breathes_meanwhile() -> None:
    kitchen = Kitchen(Piece("1"))

    sent = asyncio.run(stream(kitchen.live(), kitchen.render))

    assert kitchen.now == 600
    assert sent[0] == "data: 1\n\n"
    assert set(sent[1:]) == {": still here\n\n"}


def test_no_text_ends_a_message_early_or_begins_another() -> None:
    hostile = Piece("a\n\nevent: done\r\rdata: evil\u2028b\x0cc", is_final=True)
    kitchen = Kitchen(hostile)

    [message, _] = asyncio.run(stream(kitchen.live(), kitchen.render))

    lines = message.removesuffix("\n\n").split("\n")
    assert all(line.startswith("data: ") for line in lines)
    assert "\r" not in message


def test_what_cannot_be_shown_at_first_is_said_before_the_stream_begins() -> None:
    def render(_before: Piece) -> Piece:
        raise NotFoundError("there is no 'x'")

    with pytest.raises(NotFoundError):
        asyncio.run(stream(Kitchen().live(), render))


def test_pieces_that_nobody_watches_any_more_are_forgotten() -> None:
    live = Kitchen().live()

    async def watch() -> None:
        for number in range(2_000):
            await live.piece(number, lambda _: Piece(""))

    asyncio.run(watch())

    assert len(live._watched) <= 500
