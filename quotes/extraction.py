"""One article -> its result, as a job wants it: the step that worker processes do."""

from typing import TYPE_CHECKING, NamedTuple

from quotes.errors import InputError, QuotesError
from quotes.inputs import Article
from quotes.model import Document

if TYPE_CHECKING:
    from quotes.ruleset import RuleSet
    from quotes.select import Selection


class Extraction(NamedTuple):
    """What to look for, and by which rules.

    Attributes:
        ruleset: The rules.
        speech: Whether to look for quotes.
        claims: Whether to look for numeric claims.
        with_text: Whether results carry the article.
        selection: Which items are wanted; None: all.
    """

    ruleset: "RuleSet"
    speech: bool
    claims: bool
    with_text: bool
    selection: "Selection | None"

    def document(self, article: Article | InputError) -> Document | InputError:
        """The result, or why there is none; what could not be read stays the error that it is."""
        if isinstance(article, InputError):
            return article
        try:
            document = self._extract(article)
            return document if self.selection is None else self.selection.apply(document)
        except InputError as error:
            error.where = error.where or article.where
            return error
        except QuotesError as error:
            error.where = error.where or article.where
            raise
        except Exception as error:  # noqa: BLE001 - one text that trips a rule must not cost the other thousand
            return InputError(
                f"could not be processed ({type(error).__name__}: {error})",
                where=article.where,
                hint="this is a fault of the rules or of the program; please report it with the text",
            )

    def _extract(self, article: Article) -> Document:
        from quotes import extract

        return extract(
            article.text,
            rules=self.ruleset,
            speech=self.speech,
            claims=self.claims,
            id=article.id,
            path=article.path,
            record=article.record,
            title=article.title,
            date=article.date,
            url=article.url,
            outlet=article.outlet,
            with_text=self.with_text,
        )


def weight(article: Article | InputError) -> int:
    """How much work an article is, in characters."""
    return 0 if isinstance(article, InputError) else len(article.text)


def lost(article: Article | InputError, ended: str) -> InputError:
    """What is said of an article with which two processes died."""
    if isinstance(article, InputError):
        return article
    return InputError(
        f"the process that worked on it died twice ({ended})",
        where=article.where,
        hint="it may need more memory than there is; see whether it goes by itself, without --jobs",
    )
