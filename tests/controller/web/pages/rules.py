"""What holds of every page that refuses a form."""

from .page import Form, Page


def is_refusal(page: Page, sent: Form, *fields: str, code: int = 422, but: tuple[str, ...] = ()) -> bool:
    """Whether a page names its faults at fields that are there, and repeats all that was typed.

    `but` names what is never repeated: passwords, and files, which come back as text.
    """
    assert page.code == code, f"{page.code}: {page.words[:400]}"
    assert page.faults, "there is no error summary"
    assert all(why.strip() for _, why in page.faults)
    assert {leads_to for leads_to, _ in page.faults} <= set(page.ids), (page.faults, page.ids)
    assert not fields or {leads_to for leads_to, _ in page.faults} == set(fields), page.faults
    again = page.form(sent.action)
    for name in {name for name, _ in sent.fields} - {"csrf", "name", "version", "more", *but}:
        assert _shown(again, name) == _typed(sent, name), name
    return True


def _shown(form: Form, name: str) -> set[str]:
    return {value.replace("\r\n", "\n") for value in form.values(name) if value}


def _typed(form: Form, name: str) -> set[str]:
    return {value.replace("\r\n", "\n").replace("\r", "\n") for value in form.values(name) if value}
