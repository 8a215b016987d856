"""Refuses bodies that are too large while they arrive, before anybody holds them in memory."""

from starlette import status
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BodyLimit:
    """ASGI middleware around the whole application; the caller gets 413."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise HTTPException(status.HTTP_413_CONTENT_TOO_LARGE, f"the body is over {self._most} bytes")
            return message

        await self._app(scope, receive_some, send)
