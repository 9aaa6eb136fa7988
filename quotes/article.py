"""The definite article of folded words."""

_SHORTEST = 4  # letters up to which ال may be of the word itself: الله, آلية


def bare(word: str) -> str:
    """A folded word without the article."""
    return word[2:] if word.startswith(("ال", "لل")) and len(word) > _SHORTEST else word


def definite(word: str) -> bool:
    """Whether a folded word has the article, joined to a proclitic or not."""
    return word.startswith(("ال", "لل", "بال", "وال"))
