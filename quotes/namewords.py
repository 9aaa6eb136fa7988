"""The words that names and titles are made of, by the lexicons of the rule files and by form."""

from collections.abc import Collection, Container, Mapping
from typing import Any, Final

import regex

from quotes.article import bare, definite
from quotes.later import later
from quotes.model import Source
from quotes.ruleset.kept import Kept
from quotes.starts import Starts

# a noun with a pronoun on it: حديثه; foreign names end in انا، ينا، ونا
PRONOUN: Final = later(regex.compile, r"\w{2,}(?:ه|ها|هم|(?<![اوي])نا)")
# verbal nouns by their form (Wright I § 202 ff.): what a verb of saying has as its object, never a name
MASDAR: Final = later(regex.compile, r"است\w{2,}|م[^اي]\w{2,}ا|ا[^ل]\w?[^ا]ا\w|ت\w{2}ي\w{1,2}|م\w+ات|\w{3,}(?:ية|ات)")
PLURAL: Final = later(regex.compile, r"\w{3,}(?:ون|ين)")  # and many foreign names: كلينتون


class NameWords:
    """What a rule set knows of single words in mentions.

    Args:
        lists: Folded items by list name.
        maps: Folded form -> value by map name; titles, organisations, documents and groups give gender
            and number as `ms`, `fs`, `mp`, `fp`, `md`.
        verbs: Forms of cues, which no name holds.
    """

    def __init__(
        self,
        lists: Mapping[str, frozenset[str]],
        maps: Mapping[str, Mapping[str, Any]],
        verbs: Collection[str] = frozenset(),
    ) -> None:
        def words(*names: str) -> frozenset[str]:
            return frozenset().union(*(lists.get(name, ()) for name in names), *(maps.get(name, ()) for name in names))

        given, titles = maps.get("given_names", {}), _heads(maps.get("titles", {}))
        places, honorifics = words("states", "cities"), _first_words(words("honorifics"))
        self.verbs = _words(verbs)
        self.given: Mapping[str, str] = Kept.of(given)
        self.families = _words(words("family_names"))
        self.everyday = words("common_word_names")  # names that are everyday words too: باسم، أمل
        self.synonyms: Mapping[str, str] = maps.get("title_synonyms", {})  # زعيم -> رئيس
        countries = {**maps.get("nationalities", {}), **maps.get("states", {})}
        self.countries: Mapping[str, str] = Kept.of(countries)
        self.nations = frozenset(map(str, countries.values()))
        self.particles = words("name_particles")
        self.western = words("western_particles")
        self.adjectives = words("title_adjectives")  # المدرب العام: no family name
        self.roles = words("general_titles")
        self.relatives = words("relatives")
        self.quantifiers = words("quantifiers")
        self.compounds = words("name_compounds")  # صلاح الدين: no family name, though it has the article
        self.honorifics = honorifics
        self.nationalities = _words(words("nationalities"))
        self.regional = _words(words("nationalities", "region_adjectives"))
        self.states = words("states")
        self.outlets = words("outlets", "outlets_marked")
        self.unnamed = words("unnamed")
        self.open_roles = words("role_nouns_open")
        self.same = words("same_words")
        self.prepositions = words("prepositions")
        self.suppositions = words("suppositions")
        self.partitives = words("partitives")
        self.conjunctions = words("conjunctions")
        self.frames = words("frame_nouns")
        self.inner = words("place_prepositions")
        self.verbal_nouns = words("verbal_nouns")
        self.where_or_when = words("place_prepositions", "time_words")
        self.complementizers = words("complementizers")
        self.verbal = words("verbal_prepositions")
        self.ministries = words("ministries")  # الصحة, for وزارة الصحة
        self.ministry = words("ministry_nouns")
        # what may stand before the head of a mention, with a proclitic before that
        ministry = "|".join(map(regex.escape, self.ministry)) or "(?!)"
        self.before_head = regex.compile(rf"(?r)(?<!\w)[وفبلك]?((?:(?:{ministry})[ ])?(?:ال)?)")
        self.singling = frozenset(map(bare, words("singling_words")))
        self.joints = words("title_joints")
        self.filiation = words("filiation")
        self.kin = words("kin_words")
        self.copulas = words("copulas")
        self.complete = words("complete_bodies")
        self.governing = words("governing_participles")
        self.platforms = words("platforms")
        self.about = words("topic_prepositions")
        self.deputies = words("deputies")
        self.past = words("former_words")
        self.kunyas = words("kunya_words")
        self.naming = words("naming_nouns")  # طريق الملك فلان
        self.pronouns = words("pronouns")
        self.places = _words(places)
        self.known = _words(places | honorifics | words("organisation_names"))
        self.fixed: Mapping[str, str] = maps.get("fixed_names", {})  # قال تعالى
        # words that are never part of a name, nor of a mention
        self.stops = words("prepositions", "time_words", "weekdays", "months", "adverbs", "relatives", "conjunctions",
                           "pronouns", "demonstratives", "manner") - words("never_stops")  # fmt: skip
        self.grammar = (self.stops | words("function_words", "verbal_nouns")) - frozenset(given)
        self.titles: Mapping[str, str] = Kept.of(titles)
        nouns: dict[str, tuple[Source, str]] = {}
        kinds: tuple[tuple[Source, str], ...] = (
            ("media", "media"), ("document", "documents"), ("group", "groups"), ("organisation", "organisations"),
        )  # fmt: skip
        for kind, name in kinds:
            table = maps.get(name) or dict.fromkeys(lists.get(name, ()), "")
            for word, code in _heads(table).items():
                nouns.setdefault(word, (kind, code))
        self.nouns: Mapping[str, tuple[Source, str]] = Kept.of(nouns)
        starters = honorifics.union(titles, given) - self.stops - words("function_words")
        heads = (starters - self.everyday).union(nouns, words("states", "organisation_names"))
        self.starters = _words(starters)
        self.heads = _words(heads - words("function_words") - self.stops)
        titled = _words(honorifics.union(titles))
        self.starts = Starts(self.starters, titled, self.particles, self.everyday, self.verbs)

    def is_title(self, word: str) -> bool:
        """Whether a word begins a title or an honorific."""
        return word in self.titles or word in self.honorifics

    def is_given(self, word: str) -> bool:
        """Whether a word is a known given name, its ة printed as ه or not, or the first word of a compound one."""
        if word in self.given or word in self.particles:
            return True
        spelled = f"{word[:-1]}ة" if word.endswith("ه") else ""
        return spelled in self.given and spelled not in self.everyday

    def common(self, word: str) -> bool:
        """Whether the lexicons know a word as one of a description rather than of a name."""
        return (
            word in self.titles
            or word in self.nouns
            or word in self.grammar
            or word in self.honorifics
            or bare(word) in self.nationalities
            or word in self.places
        )

    def describes(self, word: str) -> bool:
        """Whether a word after a name goes on with who it is: an office, a nation, a house."""
        return word in self.titles or word in self.open_roles or word in self.nouns or bare(word) in self.nationalities

    def kunya(self, first: str, second: str) -> bool:
        """Whether one word or two are a name after a son: أبو مازن, أبومازن."""
        return first in self.kunyas if second else first.startswith(tuple(self.kunyas)) and first not in self.kunyas

    def parted(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Words of a name, where a name after a son is one of them as two: أبوزيد, أبو زيد."""
        if len(words) > 1 or not self.kunya(words[0], ""):
            return words
        first = next(each for each in self.kunyas if words[0].startswith(each))
        return first, words[0][len(first) :]

    def kin_word(self, word: str) -> bool:
        """Whether a word says whose relative or friend someone is, and is no name itself."""
        return word in self.kin and word not in self.given and word not in self.particles

    def own_words(self, word: str) -> bool:
        """Whether a word is someone's speech, with the pronoun of who gives it: حديثه, كلمتها."""
        if PRONOUN.fullmatch(word) is None or word in self.nouns:
            return False
        stem = word.removesuffix("ا").removesuffix("ه")
        return stem in self.frames or (stem[-1] == "ت" and f"{stem[:-1]}ة" in self.frames)

    def rank(self, word: str) -> bool:
        """Whether a word is an honorific or a title of one person: الملك, not النواب."""
        return word in self.honorifics or (definite(word) and self.titles.get(word, "p")[-1:] != "p")

    def workplace(self, word: str) -> bool:
        """Whether a word after في or على says where one works or what for: معهد, برنامج, لندن."""
        return word in self.nouns or word in self.places

    def general(self, head: str) -> bool:
        """Whether a title says what anyone is, and so goes with every other: الرجل، المتحدث."""
        return head in self.roles

    def governs(self, word: str) -> bool:
        """Whether a word puts the noun after it into the genitive, so that it is no subject."""
        if word in self.prepositions:
            return word not in self.verbal  # عبر: he expressed, or by way of
        noun = word.endswith("ة") or word in self.nouns or word in self.titles or MASDAR.fullmatch(word) is not None
        return noun and not definite(word) and word not in self.verbs

    def verb(self, word: str) -> bool:
        """Whether a word is a form of a cue, with a proclitic or without."""
        return word in self.verbs or (word.startswith(("و", "ف")) and (word[1:] in self.verbs or self.common(word[1:])))

    def noun(self, word: str) -> bool:
        """Whether a word heads a mention without a name: an office, a body, a document."""
        return word in self.titles or word in self.nouns or word in self.honorifics

    def foreign(self, word: str) -> bool:
        """Whether a word may be part of a name that no lexicon knows."""
        if word in self.families:
            return True
        if definite(word) or self.common(word) or self.verb(word) or MASDAR.fullmatch(word) or len(word) < 3:
            return False
        return not (
            word[0] in "يو"
            or word[0].isdigit()
            or PLURAL.fullmatch(word)
            or PRONOUN.fullmatch(word)
            or (word[-1] == "ا" and self.common(word[:-1]))  # أصدر بيانا
            or (word[0] in "بل" and self.common(word[1:]))
        )

    def described(self, word: str) -> bool:
        """Whether a word with an article is of a description: المستشارة الألمانية."""
        return self.common(word) or bare(word) in self.nationalities or bare(word) in self.titles

    def adjective(self, word: str) -> bool:
        """Whether a word has the form of an adjective of nation or kind, or is known as one of a title."""
        core = bare(word)
        return (
            core in self.nationalities
            or core.endswith(("ي", "ية", "يه"))
            or self.common(core)
            or self.common(word)
            or word in self.adjectives
        )


def _words(words: Collection[str]) -> Container[str]:
    """Words of which one article asks for few."""
    return Kept.of(dict.fromkeys(words))


def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.split(" ", 1)[0] for phrase in phrases)


def _heads(table: Mapping[str, Any]) -> dict[str, str]:
    """First words of the phrases of a table, single words first, to gender and number."""
    found: dict[str, str] = {}
    for phrase in sorted(table, key=lambda phrase: phrase.count(" ")):
        found.setdefault(phrase.split(" ", 1)[0], str(table[phrase] or ""))
    return found
