"""What a quantity measures, in the text's own words: a noun phrase beside the claim."""

from collections.abc import Callable
from itertools import pairwise

from quotes.around import CLITICS, COMMAS, ENDS, QUIET, Words, known
from quotes.draft import Draft, Place
from quotes.phrases import Phrases, Tokens
from quotes.topics import Topics, joined

Way = Callable[[Draft, Draft | None], Place | None]
_REACH = 14  # tokens back to a topic
_ENDS = frozenset(".؟!؛")
_NEXT = 5  # characters to the claim before a change ends or began
_SKIPPED = frozenset(("فقط", "تقريبا", '"', "”", "“", "»", "«"))
_BRACKET = 3  # characters to the claim before a bracket
_TWO = 2
_SIDES = 3  # tokens back to a word that compares
_NAME = 3  # words of a name before an age
_APPOSED = frozenset("،,(-–")
_SENTENCE = 60  # characters
_AGAIN = 20  # characters between two ways to tell one amount
_LEAST = "الاقل"
_THAT = "ان"


class About:
    """Finds the topic of a claim in its clause."""

    def __init__(self, words: Words) -> None:
        self.never = words.named("about_never")
        self.heads = words.named("about_heads")
        self.prepositions = words.named("about_prepositions")
        self.new = words.named("about_new")
        self.alternatives = words.named("about_alternatives")
        self.members = words.named("about_members")
        self.payments = words.named("about_payments")
        self.against = words.named("about_against")
        self.places = words.named("about_places")
        self.having = words.named("about_having")
        self.reaching = words.named("about_reaching")
        self.existing, self.inside = words.named("about_existing"), words.named("about_inside")
        self.points = words.named("about_points")
        self.changing, self.turns = words.changing, words.named("about_turns")
        self.strong = words.named("about_strong_links")
        self.phrases = Phrases(words)
        self.topics = Topics(words, self.phrases)

    def of(self, draft: Draft, previous: Draft | None) -> Place | None:
        """At most five words around the claim that say what it measures."""
        if draft.kind == "ratio" and draft.unit == "1" and draft.end > draft.number[1]:
            inside = draft.near.near(draft.number[1], draft.number[1]).ahead
            return self.phrases.onward(inside[1:] if inside and inside[0][0] == "من" else inside)
        if previous is not None:
            beside = self.beside(draft, previous)
            if beside is not None:
                return beside
            if draft.near.last in self.members:
                return self.member(draft, previous)
            if previous.about and self.holds(draft, previous):
                return previous.about
            if self.listed(draft, previous):
                return self.first(draft, self.partitive, self.purpose, self.complement)
        ways = self.ways(draft)
        if draft.kind == "count" and self.defined(draft):
            ways = (self.partitive, self.purpose)  # البلدان الثلاثة: told before
        for way in ways:
            found = way(draft, previous)
            if found is not None and found[1] > found[0]:
                return found
        return self.fronted(draft) or self.resumed(draft, previous)

    def first(self, draft: Draft, *ways: Way) -> Place | None:
        """What the first of some ways finds."""
        return next(filter(None, (way(draft, None) for way in ways)), None)

    def beside(self, draft: Draft, previous: Draft) -> Place | None:
        """The topic of the claim before, where both measure one thing."""
        if draft.near.before[:1] == ["("] and previous.about and draft.near.start - previous.end <= _BRACKET:
            return previous.about  # the same amount in another unit
        if self.same_change(draft, previous):
            return previous.about
        if self.again(draft, previous):
            return self.partitive(draft, None) or previous.about
        if previous.about and self.compared(draft, previous):
            return self.first(draft, self.partitive, self.purpose) or previous.about
        return None

    def holds(self, draft: Draft, previous: Draft) -> bool:
        """عدد المستشفيات 445، يوجد فيها حاليا 8504 أسرة: whether it counts what the number before holds."""
        behind = [word for word, start in draft.near.behind[: _SIDES + 1] if start >= previous.end]
        inside = any(each in self.inside and verb in self.existing for each, verb in pairwise(behind))
        return inside and self.goes_on(draft, previous)

    def again(self, draft: Draft, previous: Draft) -> bool:
        """50 سنتا أو 2 في المئة، أي ما يعادل 3 دراهم: whether it tells the amount before in another way."""
        if draft.start - previous.end > _AGAIN:
            return False
        between = [word for word, start in draft.near.behind if start >= previous.end and word not in _APPOSED]
        other = any(word in self.alternatives for word in between)
        return other and all(word in self.alternatives or known(word, self.phrases.links) for word in between)

    def fronted(self, draft: Draft) -> Place | None:
        """ومنذ عشرين عاما، تدور معركة قضائية: the subject of the clause that a time begins."""
        opening = [word for word, _ in draft.near.behind[: _SIDES + 1]]
        if draft.kind != "duration" or (len(opening) > _SIDES and ENDS.isdisjoint(opening)):
            return None
        if not all(known(word, self.phrases.links) or word in CLITICS or word in ENDS for word in opening[:_SIDES]):
            return None
        rest = self.ahead(draft)
        while rest and (rest[0][0] in COMMAS or known(rest[0][0], self.phrases.dates) or rest[0][0] in self.never):
            rest = rest[1:]
        if len(rest) < _TWO or not self.phrases.verb(rest[0][0]):
            return None
        word, start = rest[0]
        if word in self.phrases.telling:
            return start, start + len(word)
        return self.phrases.onward(rest[1:]) if self.phrases.names(rest[1][0]) else None

    def member(self, draft: Draft, previous: Draft) -> Place | None:
        """45 طبيبا، منهم 38 من النساء: what tells them apart, or what they are a part of."""
        ahead = self.ahead(draft)
        telling = bool(ahead) and self.phrases.bare(ahead[0][0]) in self.phrases.telling
        apart = draft.kind == "money" or telling or (bool(ahead) and ahead[0][0] in self.prepositions)
        ways = (self.told, self.partitive, self.purpose, *((self.complement,) if apart else ()))
        if found := self.first(draft, *ways):
            return found
        if not self.goes_on(draft, previous):
            return self.complement(draft, None)
        text, counted = draft.near.lines.text, previous.counted
        if counted and draft.counted and text[slice(*counted)] == text[slice(*draft.counted)]:
            counted = None  # 90 بحارا، منهم 30 بحارا
        return previous.about or counted or self.complement(draft, None)

    def defined(self, draft: Draft) -> bool:
        """Whether it counts what the reader knows, of which nothing is measured: البلدان الثلاثة."""
        postposed = draft.counted is not None and draft.counted[0] == draft.start < draft.number[0]
        if not postposed or draft.near.last in self.having:
            return False
        return draft.near.lines.text.startswith("ال", draft.start)

    def compared(self, draft: Draft, previous: Draft) -> bool:
        """49.5 مليون ليلة مقابل 43.6 مليونا, 48 منتخبا بدلا من 32: whether it is set against the number before."""
        behind = draft.near.behind[:_SIDES]
        against = any(known(word, self.against) and start >= previous.end for word, start in behind)
        return against and self.goes_on(draft, previous)

    def same_change(self, draft: Draft, previous: Draft) -> bool:
        """ارتفع بنسبة 3% إلى 40 دولارا للبرميل من 38: where the change of the number before ended or began."""
        end = previous.per[1] if previous.per is not None else previous.end
        return previous.change is not None and draft.near.last in self.points and draft.start - end <= _NEXT

    def resumed(self, draft: Draft, previous: Draft | None) -> Place | None:
        """بلغ النمو 4%، ويتوقع أن يبقى فوق 3%: a verb with no subject of its own goes on with the number before."""
        if previous is None:
            return None
        same = previous.unit is not None and previous.unit == draft.unit
        return previous.about if same and self.goes_on(draft, previous) else None

    def goes_on(self, draft: Draft, previous: Draft) -> bool:
        """Whether a claim stands in the sentence of the one before, near it."""
        if draft.start - previous.end > _SENTENCE:
            return False
        return ENDS.isdisjoint(draft.near.lines.text[previous.end : draft.start])

    def ways(self, draft: Draft) -> tuple[Way, ...]:
        """Where to look, the likeliest place first."""
        linked = known(draft.near.last, self.strong)
        first: tuple[Way, ...] = (
            self.told,
            self.partitive,
            self.changed,
            self.measured,
            self.reached,
            self.topics.before,
        )
        if draft.kind == "money":
            first = (self.topics.before, self.purpose) if linked else (self.purpose, self.partitive, self.topics.before)
            first = (self.changed, self.measured, self.reached, *first)
        elif draft.kind == "duration":
            first = (
                (self.topics.before, self.partitive) if linked else (self.partitive, self.changed, self.topics.before)
            )
            first = (self.aged, *first)
        return *first, self.complement

    def listed(self, draft: Draft, previous: Draft) -> bool:
        """Whether it goes on with a list whose member before names its own thing after its number: 6% من الورق و3% من الزجاج."""
        if not joined(draft.near):
            return False
        ahead = self.ahead(draft)
        told = len(ahead) > 1 and ahead[1][0].isalpha() and not known(ahead[1][0], self.phrases.dates)
        placed = told and (ahead[0][0] in self.prepositions or self.placed(ahead[0][0]))
        own = placed and self.goes_on(draft, previous)
        if own or previous.about is None:
            return own
        return previous.end <= previous.about[0] and previous.about[1] >= draft.start - _BRACKET

    def told(self, draft: Draft, _previous: Draft | None) -> Place | None:
        """أصيب نحو ثلاثة مرضى: a verb that says by itself what is counted."""
        nearer = ""
        for word, start in draft.near.behind[:_BRACKET]:
            if word in QUIET or (word in self.topics.particles and self.phrases.verb(nearer)):
                continue  # المشروعات فقد بلغت
            nearer = word
            bare = self.phrases.bare(word)
            if bare in self.phrases.telling:
                return start + len(word) - len(bare), start + len(word)
            if not known(word, self.phrases.links):
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
            if not word.isalpha() or known(word, self.phrases.stops) or start < (previous.end if previous else 0):
                break
            words.append((word, start))
            if self.phrases.conjoined(word):
                break
        return self.topics.cut(words)

    def changed(self, draft: Draft, previous: Draft | None) -> Place | None:
        """زادت الصادرات إلى الخارج خلال العام بنسبة 12%: the subject of a verb of change."""
        floor = previous.end if previous else -1
        behind = draft.near.behind
        for at, (word, start) in enumerate(behind[:_REACH] if draft.change or draft.kind == "duration" else ()):
            if start < floor or word in _ENDS or (word == "(" and all(each != ")" for each, _ in behind[:at])):
                return None
            if self.changing(word):
                # النمو السنوي, ارتفاعا كبيرا, منخفضة التكلفة
                described = word.startswith("ال") or word.endswith("ا") or (word[0] == "م" and word[-1] == "ة")
                if described or (not draft.change and self.phrases.names(word)):
                    return None
                subject = behind[at - 1 :: -1] if at else []
                return self.phrases.onward(subject) if subject and self.phrases.names(subject[0][0]) else None
        return None

    def reached(self, draft: Draft, previous: Draft | None) -> Place | None:
        """يصل رأس المال المصدر للمشروعات المشتركة في مصر إلى 3 مليارات: the subject of a verb that ends at the number."""
        floor = previous.end if previous else -1
        behind = draft.near.behind
        if not behind or not (
            known(behind[0][0], self.phrases.links) or draft.near.clitic or known(behind[0][0], self.phrases.dates)
        ):
            return None
        bound = draft.near.bound[1] if draft.near.bound is not None else 0
        nearest = behind[min(bound, len(behind) - 1)][0]
        tied = draft.near.clitic or nearest in self.points or known(nearest, self.prepositions)
        for at, (word, start) in enumerate(behind[:_REACH]):
            if start < floor or not (word.isalnum() or word in CLITICS):
                return None
            opens = at > _NAME and not tied and self.phrases.verb(word) and self.opens(behind, at)
            if opens or known(word, self.reaching):
                subject = behind[at - 1 :: -1] if at else []
                while subject and known(subject[0][0], self.phrases.dates):
                    subject = subject[1:]
                begins = len(subject) > _TWO and self.phrases.names(subject[0][0])
                return self.phrases.onward(subject) if begins else None
            stops = word == _THAT or (word in self.phrases.stops and word not in self.phrases.links)
            if stops or word in self.phrases.relatives or self.phrases.verb(word):
                return None
        return None

    def opens(self, behind: Tokens, at: int) -> bool:
        """Whether a clause begins with a token."""
        return at + 1 == len(behind) or behind[at + 1][0] in ENDS or behind[at + 1][0] in COMMAS

    def measured(self, draft: Draft, previous: Draft | None) -> Place | None:
        """عدد المستشفيات الحكومية فيها نحو 445: the noun that names the figure, and what it is the figure of."""
        floor = previous.end if previous else -1
        for at, (word, start) in enumerate(draft.near.behind[:_REACH]):
            if start < floor or word in _ENDS:
                return None
            if word in self.turns:
                return None  # ثم تأتي المنطقة
            if at > 1 and (word in self.heads or (word[0] in "وف" and word[1:] in self.heads)):
                found = self.phrases.onward(draft.near.behind[at::-1])
                return found and (found[0] + (word not in self.heads), found[1])
        return None

    def partitive(self, draft: Draft, _previous: Draft | None) -> Place | None:
        """90 في المئة من واردات النفط الروسية; بعد ثلاث سنوات على الاتفاق."""
        tokens = [each for each in self.ahead(draft) if each[0] not in _SKIPPED]
        links = ("من", "علا") if draft.kind == "duration" else ("من",)
        return self.phrases.onward(tokens[1:]) if len(tokens) > 1 and tokens[0][0] in links else None

    def purpose(self, draft: Draft, _previous: Draft | None) -> Place | None:
        """مليون دولار لشراء أسلحة."""
        after = self.ahead(draft)
        while after and after[0][0] in self.new:
            after = after[1:]  # 400 مليون أخرى لمشاريع
        if after and after[0][0][0] == "ك" and after[0][0][1:] in self.payments:
            found = self.phrases.onward(after)
            return found and (found[0] + 1, found[1])  # مليون دينار كتعويض للشركة
        if not after or after[0][0][0] != "ل" or len(after[0][0]) < 4 or known(after[0][0], self.phrases.stops):
            return None
        found = self.phrases.onward(after)
        single = found is not None and after[1:2] and after[1][1] > found[1]
        return (found[0] + 1, found[1]) if found and not single and after[0][0][1] != "ل" else found

    def complement(self, draft: Draft, _previous: Draft | None) -> Place | None:
        """What follows in the clause: 112 وظيفة في مجال الإدارة العامة, 4 مدن كندية."""
        after = self.ahead(draft)
        if not after or not after[0][0].isalpha():
            return None
        while len(after) > 1 and (after[0][0] in self.phrases.dates or after[1][0] == _LEAST):
            after = after[1 + (after[1][0] == _LEAST) :]
        if not after:
            return None
        tokens = after
        if self.construct(draft, after[0][0]):
            return None  # 43 وظيفة محاسب
        if len(tokens) > 1 and (self.phrases.adjective(tokens[0][0]) or tokens[0][0] in self.new):
            tokens = tokens[1:]  # 60 قضية قانونية على شركة
        if tokens[0][0] in self.phrases.telling:
            return tokens[0][1], tokens[0][1] + len(tokens[0][0])
        verb = self.phrases.verb(tokens[0][0]) and not self.phrases.conjoined(tokens[0][0])
        if verb and len(tokens) > 1:
            tokens = tokens[1:]
        if tokens[0][0] in self.prepositions:
            said = (
                len(tokens) > 1
                and not known(tokens[1][0], self.phrases.links)
                and not known(tokens[1][0], self.phrases.dates)
            )
            return self.phrases.onward(tokens[1:]) if said else None
        if self.placed(tokens[0][0]):
            found = self.phrases.onward(tokens)
            return found and (found[0] + 1, found[1])  # 29 مخالفة بمحافظة الشمال
        after = tokens if verb else after
        first = after[0][0]
        if first in self.never or first in self.new or self.phrases.verb(first):
            return None
        return None if known(first, self.phrases.stops) or first[0] == "و" else self.phrases.onward(after)

    def placed(self, word: str) -> bool:
        """Whether a word says where, with its preposition: بمحافظة."""
        return word[0] == "ب" and word[1:] in self.places

    def construct(self, draft: Draft, word: str) -> bool:
        """Whether the counted noun is in construct with the word after it: 43 وظيفة محاسب, 20 حافلة ركاب."""
        counted = draft.counted
        if draft.kind != "count" or counted is None or counted[1] != draft.end:
            return False
        if draft.near.last and self.phrases.verb(draft.near.last):
            return False  # طلبت 20 مؤسسة إعفاءات
        if draft.near.lines.text[counted[1] - 1] not in "ةه" or word[-1] in "ةهايى" or word in self.prepositions:
            return False
        other = word[0] in "لبو" or word.startswith("ال") or known(word, self.phrases.stops) or self.phrases.verb(word)
        return not (other or word in self.never or known(word, self.phrases.links))

    def ahead(self, draft: Draft) -> Tokens:
        """What follows, brackets skipped: 150 مليون يورو (160 مليون دولار) لشراء أسلحة."""
        tokens = draft.near.ahead
        if draft.per is not None:  # what it is a rate of is not what it measures: دولارا للبرميل
            tokens = [each for each in tokens if each[1] >= draft.per[1]]
        if tokens and tokens[0][0] in self.members and tokens[0][0].startswith("من"):  # ستة منهم في الشمال
            tokens = tokens[1:]
        if tokens and tokens[0][0] == "(":
            closing = next((at for at, (word, _) in enumerate(tokens) if word == ")"), None)
            return tokens[closing + 1 :] if closing is not None else tokens
        return tokens
