"""Precision, recall and F1 of predicted documents against hand-made gold.

`detected` pairs the items of a document one to one by overlap (intersection over union of at least
0.5 for quotes, 0.3 for claims). Of the pairs, `exact` asks for the same span but for punctuation at
its edges, `attributed` for the resolved name, `quantity` for value or range and unit, `kind.*` for
the kind. Optional fields (`said_by`, `modifier`, `about` …) are scored over the items that carry
them in gold or prediction, items without a partner included. A rule is charged with what it
predicted: gold names no rules, so a rule's recall is its share of all gold items.

Gold and predictions are plain documents as `Document.to_dict` gives them; `speaker`, `cue` and
`via` may be a string, null or an object with `text`. Nothing here extracts anything.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quotes.likeness import overlap, same_name, same_number, same_words, trimmed, words_in_common

Item = Mapping[str, Any]

QUOTE_OVERLAP = 0.5
CLAIM_OVERLAP = 0.3  # a claim is a few words: one more or less of them moves the ratio far


@dataclass(slots=True)
class Tally:
    """Counts behind one precision, recall and F1."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def figures(self) -> dict[str, float | int]:
        """The figures as reported: ratios to four decimals, 0 where nothing was asked or answered."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "p": round(precision, 4),
            "r": round(recall, 4),
            "f1": round(f1, 4),
            "gold": self.gold,
            "pred": self.predicted,
        }


@dataclass(slots=True)
class Accuracy:
    """How many of the paired items agree in a field."""

    right: int = 0
    of: int = 0

    def figures(self) -> dict[str, float | int | None]:
        """The share as reported, null where there was no pair."""
        return {"accuracy": round(self.right / self.of, 4) if self.of else None, "of": self.of}


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement, for `--errors`.

    Args:
        sort: What is wrong: `missed direct`, `spurious count`, `name`, `span`, `quantity` …
        document: Id of the document.
        rule: The rule that predicted the item; None where nothing was predicted.
        note: What was expected and what came.
        text: The gold item's text, or the predicted one's where it has no partner.
    """

    sort: str
    document: str
    rule: str | None
    note: str
    text: str


@dataclass(slots=True)
class Report:
    """Everything `score` found out."""

    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    accuracies: defaultdict[str, Accuracy] = field(default_factory=lambda: defaultdict(Accuracy))
    rules: defaultdict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    misses: list[Miss] = field(default_factory=list)

    def figures(self) -> dict[str, dict[str, Any]]:
        """Every figure by name: F1 figures first, then accuracies, each in alphabetical order."""
        tallies = {name: tally.figures() for name, tally in sorted(self.tallies.items())}
        return tallies | {name: share.figures() for name, share in sorted(self.accuracies.items())}

    def by_rule(self) -> list[dict[str, Any]]:
        """The figures of each rule, the rule with the most wrong predictions first."""
        worst = sorted(self.rules.items(), key=lambda row: (row[1].right - row[1].predicted, row[0]))
        rows = []
        for (sort, rule), tally in worst:
            tally.gold = self.tallies[f"{sort}.detected"].gold
            rows.append({"rule": rule, "sort": sort, "right": tally.right} | tally.figures())
        return rows


def score(golds: Iterable[Item], predictions: Mapping[str, Item]) -> Report:
    """Score predicted documents, looked up by id; a document without prediction counts as empty."""
    report = Report()
    for gold in golds:
        predicted = predictions.get(str(gold["id"]), {})
        _Scoring(report, gold, predicted, "quotes", QUOTE_OVERLAP).quotes()
        _Scoring(report, gold, predicted, "claims", CLAIM_OVERLAP).claims()
    return report


class _Scoring:
    """The quotes, or the claims, of one document; adds to the report."""

    def __init__(self, report: Report, gold: Item, predicted: Item, sort: str, least: float) -> None:
        self.report = report
        self.sort = sort
        self.id = str(gold["id"])
        self.text: str = gold["text"]
        self.gold: list[Item] = list(gold[sort])
        self.predicted = [_usable(item, self.text) for item in predicted.get(sort) or ()]
        self.pairs = pair(self.gold, self.predicted, least)

    def quotes(self) -> None:
        """Score spans, kinds, names, mentions and cues of quotes."""
        self._spans()
        self._tally("attributed", _same_source, lambda item: str(_text(item, "name")))
        for gold, got in self.pairs:
            self._accuracy("name", _same_source(gold, got))
            for field_name, share in (("speaker", "speaker_mention"), ("cue", "cue")):
                alike = words_in_common(_text(gold, field_name), _text(got, field_name)) >= 0.5
                self._accuracy(share, alike)
                if not alike:
                    self._disagree(field_name, gold, got, _text(gold, field_name), _text(got, field_name))
        self._optional("via", same_name)

    def claims(self) -> None:
        """Score spans, kinds, quantities and the optional fields of claims."""
        self._spans()
        self._tally("quantity", _same_quantity, _quantity)
        for name in ("modifier", "change"):
            self._optional(name, str.__eq__)
        for name in ("counted", "about"):
            self._optional(name, same_words)
        self._optional("said_by", same_name)

    def _spans(self) -> None:
        """Score what every item has, and list those without a partner."""
        self._tally("detected", lambda _gold, _got: True, str)
        self._tally("exact", self._same_span, lambda item: f"«{self.text[item['start'] : item['end']]}»")
        for item in self.gold:
            self.report.tallies[f"{self.sort}.kind.{item['kind']}"].gold += 1
        for item in self.predicted:
            self.report.tallies[f"{self.sort}.kind.{item.get('kind')}"].predicted += 1
            self.report.rules[self.sort, _rule(item)].predicted += 1
        for gold, got in self.pairs:
            self.report.tallies[f"{self.sort}.kind.{gold['kind']}"].right += gold["kind"] == got.get("kind")
            self.report.rules[self.sort, _rule(got)].right += 1
            if gold["kind"] != got.get("kind"):
                self._disagree("kind", gold, got, gold["kind"], got.get("kind"))
        paired_gold = {id(gold) for gold, _ in self.pairs}
        paired_got = {id(got) for _, got in self.pairs}
        for gold in self.gold:
            if id(gold) not in paired_gold:
                self._miss(f"missed {gold['kind']}", None, str(gold.get("name") or ""), gold["text"])
        for got in self.predicted:
            if id(got) not in paired_got:
                text = self.text[got["start"] : got["end"]]
                self._miss(f"spurious {got.get('kind')}", _rule(got), str(got.get("name") or ""), text)

    def _tally(self, name: str, same: Callable[[Item, Item], bool], show: Callable[[Item], str]) -> None:
        """Score a property every item has."""
        tally = self.report.tallies[f"{self.sort}.{name}"]
        tally.gold += len(self.gold)
        tally.predicted += len(self.predicted)
        for gold, got in self.pairs:
            if same(gold, got):
                tally.right += 1
            else:
                self._disagree(name, gold, got, show(gold), show(got))

    def _optional(self, name: str, same: Callable[[str, str], bool]) -> None:
        """Score a field that an item may or may not have."""
        tally = self.report.tallies[f"{self.sort}.{name}"]
        tally.gold += sum(bool(_text(item, name)) for item in self.gold)
        tally.predicted += sum(bool(_text(item, name)) for item in self.predicted)
        for gold, got in self.pairs:
            want, came = _text(gold, name), _text(got, name)
            if want and came and same(want, came):
                tally.right += 1
            elif want or came:
                self._disagree(name, gold, got, want, came)

    def _same_span(self, gold: Item, got: Item) -> bool:
        return trimmed(self.text, gold) == trimmed(self.text, got)

    def _accuracy(self, name: str, right: bool) -> None:
        share = self.report.accuracies[f"{self.sort}.{name}"]
        share.right += right
        share.of += 1

    def _disagree(self, sort: str, gold: Item, got: Item, want: str | None, came: str | None) -> None:
        self._miss(f"{self.sort} {sort}", _rule(got), f"expected {want}, got {came}", gold["text"])

    def _miss(self, sort: str, rule: str | None, note: str, text: str) -> None:
        self.report.misses.append(Miss(sort, self.id, rule, note, text))


def pair(golds: Sequence[Item], predictions: Sequence[Item], least: float) -> list[tuple[Item, Item]]:
    """Pair items one to one, best overlap first, the same kind first among equals, the later item then."""
    ranked = sorted(
        (
            (overlap(gold, got), gold.get("kind") == got.get("kind"), i, j)
            for i, gold in enumerate(golds)
            for j, got in enumerate(predictions)
        ),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken_got: set[int] = set()
    pairs = []
    for share, _, i, j in ranked:
        if share < least:
            break
        if i not in taken_gold and j not in taken_got:
            taken_gold.add(i)
            taken_got.add(j)
            pairs.append((golds[i], predictions[j]))
    return pairs


def _usable(item: Item, text: str) -> Item:
    """The item, with an empty span where its own lies outside the text: it still counts as predicted."""
    start, end = item.get("start"), item.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
        return item
    return {**item, "start": -1, "end": -1}


def _same_source(gold: Item, got: Item) -> bool:
    return same_name(_text(gold, "name"), _text(got, "name"))


def _same_quantity(gold: Item, got: Item) -> bool:
    return (gold.get("unit") or None) == (got.get("unit") or None) and all(
        same_number(gold.get(key), got.get(key)) for key in ("value", "low", "high")
    )


def _quantity(item: Item) -> str:
    parts = (f"{key} {item[key]}" for key in ("value", "low", "high", "unit") if item.get(key) is not None)
    return ", ".join(parts) or "nothing"


def _text(item: Item, name: str) -> str | None:
    """The text of a field that may be a string, an object with `text`, or null."""
    value = item.get(name)
    return value.get("text") if isinstance(value, Mapping) else value


def _rule(item: Item) -> str:
    return str(item.get("rule") or "(no rule)")
