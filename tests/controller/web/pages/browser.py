"""A person's browser without a screen: it keeps cookies and sends the very forms that pages hold."""

from http.cookies import SimpleCookie

from fastapi.testclient import TestClient

from .page import Form, Page, read

HOST = "testserver"
SAME_ORIGIN = {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"}


class Browser:
    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Page:
        """Ask for a page, without following where it leads."""
        return self._ask("GET", path)

    def send(
        self,
        form: Form,
        *,
        button: tuple[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Page:
        """Send a form, without following where it leads."""
        kind, body = form.body(button)
        return self.post(form.action, body, {"Content-Type": kind, **(headers or SAME_ORIGIN)})

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> Page:
        return self._ask("POST", path, body, headers)

    def arrive(self, page: Page) -> Page:
        """Go where an answer leads, and be there."""
        assert page.code == 303, f"{page.code}: {page.faults or page.words[:300]}"
        there = self.get(page.location)
        return there if there.code == 200 else self.arrive(there)

    def forget_session(self) -> None:
        self.cookies.pop("zonecast-session", None)

    def _ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Page:
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        answer = self.client.request(
            method,
            path,
            content=body,
            headers={**(headers or {}), **(cookies if self.cookies else {})},
            follow_redirects=False,
        )
        self.client.cookies.clear()
        given = answer.headers.get_list("set-cookie")
        for text in given:
            self._take(text)
        known = {name.lower(): value for name, value in answer.headers.items()}
        return read(answer.status_code, answer.text, known, given)

    def _take(self, text: str) -> None:
        """Keep a cookie, or forget it where the desk says so; when it ends is for the desk's clock to say."""
        for name, cookie in SimpleCookie(text).items():
            if cookie["max-age"] == "0":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = cookie.value
