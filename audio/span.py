"""A place in a source text. Documents are cleaned and read in terms of these."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SourceSpan:
    """The characters from `start` up to, not including, `end`, as Python counts them."""

    start: int
    end: int

    def meets(self, other: "SourceSpan") -> bool:
        """Tell whether the two have a character in common."""
        return self.start < other.end and other.start < self.end

    def of(self, source: str) -> str:
        return source[self.start : self.end]
