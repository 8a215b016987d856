"""What stands around a place of a text, in whole words."""


def before(text: str, start: int, *, most: int) -> str:
    """Return up to `most` characters that stand before `start`, from a whole word on."""
    around = text[max(0, start - most) : start]
    return f"… {around.partition(' ')[2]}" if start > most else around


def after(text: str, end: int, *, most: int) -> str:
    """Return up to `most` characters that stand from `end` on, up to a whole word."""
    around = text[end : end + most]
    return f"{around.rpartition(' ')[0]} …" if end + most < len(text) else around
