"""What a quantity measures, in the text's own words: a noun phrase beside the claim."""

from collections.abc import Callable

from quotes.around import CLITICS, ENDS, Words, known
from quotes.draft import Draft, Place
from quotes.phrases import Phrases

Tokens = list[tuple[str, int]]
Way = Callable[[Draft, Draft | None], Place | None]
_LONGEST = 5  # words
_REACH = 14  # tokens back to a topic
_ENDS = frozenset(".؟!؛")
_NEXT = 5  # characters to the claim before a change ends or began
_PRONOUNS = ("ها", "ه", "هم")
_VERB = 5  # letters of the shortest verb with one
_SKIPPED = frozenset(("فقط", "تقريبا", '"', "”", "“", "»", "«"))
_OPENING = frozenset('"“«(')
_BRACKET = 3  # characters to the claim before a bracket
_YEAR = 4  # digits
_TWO = 2
_NAME = 3  # words of a name before an age
_APPOSED = frozenset("،,(-–")
_THAT = "ان"
_FIRST = "للمرة"
_SENTENCE = 60  # characters
_NOT = "غير"
_LEAST = "الاقل"


class About:
    """Finds the topic of a claim in its clause."""

    def __init__(self, words: Words) -> None:
        self.links = words.named("about_links")
        self.strong = words.named("about_strong_links")
        self.stops = words.named("about_stops")
        self.relatives = words.named("about_relatives")
        self.never = words.named("about_never")
        self.heads = words.named("about_heads")
        self.times = frozenset().union(*map(words.named, ("about_times", "date_months", "date_weekdays")))
        self.sources = words.named("about_sources")
        self.prepositions = words.named("about_prepositions")
        self.new = words.named("about_new")
        self.exempt = words.named("about_no_stops")
        self.points = words.named("about_points")
        self.changing = words.changing
        self.phrases = Phrases(words)

    def of(self, draft: Draft, previous: Draft | None) -> Place | None:
        """At most five words around the claim that say what it measures."""
        if draft.kind == "ratio" and draft.unit == "1" and draft.end > draft.number[1]:
            inside = draft.near.near(draft.number[1], draft.number[1]).ahead
            return self.phrase(inside[1:] if inside and inside[0][0] == "من" else inside)
        if (
            draft.near.before[:1] == ["("]
            and previous
            and previous.about
            and draft.near.start - previous.end <= _BRACKET
        ):
            return previous.about  # the same amount in another unit
        if previous and self.same_change(draft, previous):
            return previous.about
        if self.listed(draft, previous):
            return next(
                filter(None, (way(draft, None) for way in (self.partitive, self.purpose, self.complement))), None
            )
        for way in self.ways(draft):
            found = way(draft, previous)
            if found is not None and found[1] > found[0]:
                return found
        return self.resumed(draft, previous)

    def same_change(self, draft: Draft, previous: Draft) -> bool:
        """ارتفع بنسبة 3% إلى 40 دولارا للبرميل من 38: where the change of the number before ended or began."""
        end = previous.per[1] if previous.per is not None else previous.end
        return previous.change is not None and draft.near.last in self.points and draft.start - end <= _NEXT

    def resumed(self, draft: Draft, previous: Draft | None) -> Place | None:
        """بلغ النمو 4%، ويتوقع أن يبقى فوق 3%: a verb with no subject of its own goes on with the number before."""
        if previous is None or previous.unit is None or previous.unit != draft.unit:
            return None
        if draft.start - previous.end > _SENTENCE or any(word in ENDS for word in draft.near.before):
            return None
        return previous.about

    def ways(self, draft: Draft) -> tuple[Way, ...]:
        """Where to look, the likeliest place first."""
        linked = known(draft.near.last, self.strong)
        first: tuple[Way, ...] = (self.told, self.partitive, self.changed, self.measured, self.topic)
        if draft.kind == "money":
            first = (self.topic, self.purpose) if linked else (self.purpose, self.topic)
            first = (self.changed, self.measured, *first)
        elif draft.kind == "duration":
            first = (self.topic, self.partitive) if linked else (self.partitive, self.topic)
            first = (self.aged, *first)
        return *first, self.complement

    def listed(self, draft: Draft, previous: Draft | None) -> bool:
        """Whether it goes on with a list whose member before names its own thing after its number: 6% من الورق و3% من الزجاج."""
        if previous is None or previous.about is None or draft.near.clitic[:1] != "و":
            return False
        return previous.end <= previous.about[0] and previous.about[1] >= draft.start - _BRACKET

    def told(self, draft: Draft, _previous: Draft | None) -> Place | None:
        """أصيب نحو ثلاثة مرضى: a verb that says by itself what is counted."""
        for word, start in draft.near.behind[:_BRACKET]:
            bare = self.phrases.bare(word)
            if bare in self.phrases.telling:
                return start + len(word) - len(bare), start + len(word)
            if not known(word, self.links):
                return None
        return None

    def aged(self, draft: Draft, previous: Draft | None) -> Place | None:
        """زيد، 62 عاما، هو: whose age stands in apposition."""
        before, after = draft.near.behind, draft.near.after[:1]
        if draft.unit != "year" or not before or after not in (["،"], [","], [")"], ["-"], ["–"]):
            return None
        if before[0][0] not in _APPOSED or draft.near.clitic or len(before) < _TWO:
            return None
        at = 1
        if before[at][0] == "-" and "-" in (rest := [word for word, _ in before[2:8]]):
            at = rest.index("-") + 3  # ليلى - طبيبة - (47 سنة)
        words: Tokens = []
        for word, start in before[at : at + _NAME]:
            if not word.isalpha() or known(word, self.stops) or start < (previous.end if previous else 0):
                break
            words.append((word, start))
            if self.phrases.conjoined(word):
                break
        return self.cut(words)

    def changed(self, draft: Draft, previous: Draft | None) -> Place | None:
        """زادت الصادرات إلى الخارج خلال العام بنسبة 12%: the subject of a verb of change."""
        floor = previous.end if previous else -1
        behind = draft.near.behind
        for at, (word, start) in enumerate(behind[:_REACH] if draft.change else ()):
            if start < floor or word in _ENDS or (word == "(" and all(each != ")" for each, _ in behind[:at])):
                return None
            if self.changing(word):
                described = word.startswith("ال") or word.endswith("ا")  # النمو السنوي, ارتفاعا كبيرا
                subject = behind[at - 1 :: -1] if at and not described else []
                return self.phrase(subject) if subject and self.names(subject[0][0]) else None
        return None

    def names(self, word: str) -> bool:
        """Whether a word may begin what a verb of change is said of."""
        phrases = self.phrases
        other = self.ends(word) or known(word, self.links) or known(word, self.times)
        return word.isalpha() and not (other or phrases.verb(word) or phrases.prefixed(word) or phrases.adjective(word))

    def measured(self, draft: Draft, previous: Draft | None) -> Place | None:
        """عدد المستشفيات الحكومية فيها نحو 445: the noun that names the figure, and what it is the figure of."""
        floor = previous.end if previous else -1
        for at, (word, start) in enumerate(draft.near.behind[:_REACH]):
            if start < floor or word in _ENDS:
                return None
            if at > 1 and (word in self.heads or (word[0] in "وف" and word[1:] in self.heads)):
                found = self.phrase(draft.near.behind[at::-1])
                return found and (found[0] + (word not in self.heads), found[1])
        return None

    def partitive(self, draft: Draft, _previous: Draft | None) -> Place | None:
        """90 في المئة من واردات النفط الروسية; بعد ثلاث سنوات على الاتفاق."""
        tokens = [each for each in self.ahead(draft) if each[0] not in _SKIPPED]
        links = ("من", "علا") if draft.kind == "duration" else ("من",)
        return self.phrase(tokens[1:]) if len(tokens) > 1 and tokens[0][0] in links else None

    def purpose(self, draft: Draft, _previous: Draft | None) -> Place | None:
        """مليون دولار لشراء أسلحة."""
        after = self.ahead(draft)
        if not after or after[0][0][0] != "ل" or len(after[0][0]) < 4 or known(after[0][0], self.stops):
            return None
        found = self.phrase(after)
        single = found is not None and after[1:2] and after[1][1] > found[1]
        return (found[0] + 1, found[1]) if found and not single and after[0][0][1] != "ل" else found

    def complement(self, draft: Draft, _previous: Draft | None) -> Place | None:
        """What follows in the clause: 112 وظيفة في مجال الإدارة العامة, 4 مدن كندية."""
        after = self.ahead(draft)
        if not after or not after[0][0].isalpha():
            return None
        while len(after) > 1 and (after[0][0] in self.times or after[1][0] == _LEAST):
            after = after[1 + (after[1][0] == _LEAST) :]
        if not after:
            return None
        tokens = after
        if len(tokens) > 1 and (self.phrases.adjective(tokens[0][0]) or tokens[0][0] in self.new):
            tokens = tokens[1:]  # 60 قضية قانونية على شركة
        if tokens[0][0] in self.phrases.telling:
            return tokens[0][1], tokens[0][1] + len(tokens[0][0])
        verb = self.phrases.verb(tokens[0][0]) and not self.phrases.conjoined(tokens[0][0])
        if verb and len(tokens) > 1:
            tokens = tokens[1:]
        if tokens[0][0] in self.prepositions:
            return self.phrase(tokens[1:]) if len(tokens) > 1 and not known(tokens[1][0], self.links) else None
        after = tokens if verb else after
        first = after[0][0]
        if first in self.never or first in self.new or self.phrases.verb(first):
            return None
        return None if known(first, self.stops) or first[0] == "و" else self.phrase(after)

    def ahead(self, draft: Draft) -> Tokens:
        """What follows, brackets skipped: 150 مليون يورو (160 مليون دولار) لشراء أسلحة."""
        tokens = draft.near.ahead
        if draft.per is not None:  # what it is a rate of is not what it measures: دولارا للبرميل
            tokens = [each for each in tokens if each[1] >= draft.per[1]]
        if tokens and tokens[0][0] == "(":
            closing = next((at for at, (word, _) in enumerate(tokens) if word == ")"), None)
            return tokens[closing + 1 :] if closing is not None else tokens
        return tokens

    def phrase(self, tokens: Tokens) -> Place | None:
        """The words from here on, up to a stop."""
        count = 0
        for index, (word, _) in enumerate(tokens):
            relative = count == 1 and word in self.relatives  # المهام التي تم تحديدها
            if not word.isalpha() or (not relative and (known(word, self.stops) if count else word in self.stops)):
                break
            following = tokens[index + 1][0] if index + 1 < len(tokens) else ""
            if word == "و" or (count and word[0] == "و" and following[:1].isdigit()):
                break
            count += 1
            if count == _LONGEST - 1:
                break
        kept = self.phrases.trim(tokens[:count])
        return (kept[0][1], kept[-1][1] + len(kept[-1][0])) if kept else None

    def topic(self, draft: Draft, previous: Draft | None) -> Place | None:
        """The noun phrase that a link ties to the number: قرض بقيمة, عدد المستشفيات فيها نحو."""
        tokens, floor = draft.near.behind, previous.end if previous else -1
        at = 0
        while at < min(len(tokens), _REACH) and self.passes(tokens, at):
            at += 1
        words: Tokens = []
        while at < len(tokens) and len(words) < _LONGEST:
            word, start = tokens[at]
            if start < floor:
                coordinated = draft.near.clitic[:1] == "و"  # 118 شركة متنوعة و1133 جمعية
                return previous.about if previous and (coordinated or not words) else self.cut(words)
            if word == ")" and (opening := next((i for i in range(at, len(tokens)) if tokens[i][0] == "("), None)):
                at = opening + 1
                continue
            if words and known(word, self.strong) and all(self.phrases.adjective(each) for each, _ in words):
                words = []  # بطول إجمالي
            elif words and word in self.relatives and (self.resumes(words[-1][0]) or self.verbs(words)):
                words = []  # الحساب الذي يتابعه
            elif words and word in self.sources and not any(self.phrases.verb(each) for each, _ in words):
                return None  # بحسب الوزارة
            elif words and word == _NOT:  # غير المقيمين
                words.append((word, start))
                break
            elif not word.isalpha() or self.ends(word) or (words and known(word, self.strong)):
                break
            else:
                words.append((word, start))
            at += 1
        return self.cut(words)

    def resumes(self, verb: str) -> bool:
        """Whether the verb of a relative clause takes up its head, so that the number is outside: التي يقودها فلان."""
        return len(verb) >= _VERB and verb.endswith(_PRONOUNS) and self.phrases.verb(verb)

    def verbs(self, words: Tokens) -> bool:
        """Whether all words are verbs."""
        return all(self.phrases.verb(each) for each, _ in words)

    def ends(self, word: str) -> bool:
        """Whether a phrase cannot hold a word."""
        return known(word, self.stops) and word not in self.exempt

    def passes(self, tokens: Tokens, at: int) -> bool:
        """Whether a token between topic and number belongs to neither."""
        word = tokens[at][0]
        if word == _THAT:  # ذكر الموقع أن 14 مليونا; يمكن أن يبلغ 14 مليونا
            return any(known(each, self.strong) or self.phrases.verb(each) for each, _ in tokens[:at])
        if word in _OPENING or word in CLITICS or known(word, self.links) or known(word, self.times):
            return True
        if at + 1 < len(tokens) and tokens[at + 1][0] == _FIRST:
            return True  # للمرة الأولى
        if word in ("،", ","):
            return at > 0 and (tokens[at - 1][0] in self.relatives or known(tokens[at - 1][0], self.strong))
        return word.isdigit() and len(word) == _YEAR and at + 1 < len(tokens) and at > 0

    def cut(self, words: Tokens) -> Place | None:
        """From the head of the phrase that the number belongs to, proclitics off."""
        phrases = self.phrases
        for index, (word, _) in enumerate(words):
            following = words[index + 1][0] if index + 1 < len(words) else ""
            if word.startswith("وال") and following.startswith("ال"):
                continue  # النساء والولادة
            if word[0] == "و" and phrases.conjoined(word) and (index or word[1:3] == "ال" or phrases.verb(word[1:])):
                words = words[: index + 1]
                break
            if index < _LONGEST - 1 and phrases.prefixed(word) and word[1] != "ل" and word[:3] != "بال":
                words = words[: index + 1]
                break
        words = phrases.trim(words[: _LONGEST - 1][::-1], phrases.times)
        if words and known(words[0][0], self.prepositions):
            words = words[1:]
        if not words:
            return None
        first, start = words[0]
        if phrases.conjoined(first):
            start, first = start + 1, first[1:]
        if phrases.prefixed(first):
            start += first[1] != "ل" or first[0] == "ب"
        elif first in self.exempt or (first[0] in "بل" and first[1:] in phrases.telling):
            start += 1
        return start, words[-1][1] + len(words[-1][0])
