"""What a quantity measures, in the text's own words."""

from typing import TYPE_CHECKING

from quotes.around import Words

if TYPE_CHECKING:
    from quotes.claims import Draft


class About:
    """Finds the topic of a claim in its clause."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def of(self, text: str, draft: "Draft") -> tuple[int, int] | None:
        """At most five words around the claim that say what it measures."""
        return None
