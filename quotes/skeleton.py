"""A new rule pack: a commented file that passes `rules check` and `rules test` as it stands."""

from pathlib import Path

import regex

from quotes.errors import UsageError

_FILE = """\
# A rule pack. Use it with: quotes extract article.txt --rules {folder}
# Check it with:            quotes rules check {folder}
# Test it with:             quotes rules test {folder}
#
# Everything written here is folded before it is matched: hamza, alef, tashkeel and digits need no
# variants. Each part below stands for itself; keep what you need.

schema = 1
pack = "{pack}"

# 1. More words for lists and maps of ours. `quotes rules docs` shows them all.

[extend.list.hearers]
items = ["لمتابعيه"]

[extend.map.currencies]
"دينار ذهبي" = "XAU"

# 2. A cue verb with all its forms: the past, third person masculine singular, with its shadda.
#    `list` says what it goes with: cues_say takes أن and marks; cues_that takes أن only.

[[lemma]]
verb = "استطرد"
list = "cues_say"
act = "continue"

# 3. A rule of your own. It is tried where a word of its anchor list stands (the group `cue`); what is
#    written after the group must follow, what is written before it must precede.

[list.{name}_frames]
items = ["على لسان", "بلسان"]

[[rule]]
id = "{pack}-on-the-tongue-of"
family = "speech"
title = "على لسان فلان: «…»"
priority = 60
confidence = "high"
content = "marked" # the content runs from the mark to the one that closes it
pattern = \'\'\'
(?P<cue> \\L<{name}_frames> ) [ ]
(?P<speaker> \\w{{2,20}} (?: [ ] \\w{{2,20}} ){{0,5}} )   # up to six words
[ ]? : [ ]?
(?P<open> [«“"] )
\'\'\'
# What the rule must find, and what it must leave alone. Copy the words from the text as they stand.
[[rule.accept]]
text = 'وجاء الرد على لسان مدير المستشفى: «كل الأجهزة تعمل».'
cue = 'على لسان'
speaker = 'مدير المستشفى'
quote = 'كل الأجهزة تعمل'
kind = 'direct'
[[rule.reject]]
text = 'كانت الكلمة على لسان الجميع: «الدار» فيلم العام.'
why = "a title; nobody speaks"
todo = true # known gap: the rule takes any words in marks for speech
[[rule.reject]]
text = 'كانت الكلمة على لسان كل من حضر المباراة.'
why = "no marks"

# 4. To change a rule of ours, give a reason:
#
# [override.ar-verb-source-that]
# enabled = false
# why = "we publish direct quotations only"
"""


def write(folder: Path) -> list[Path]:
    """Write a pack named after its folder; the files written.

    Raises:
        UsageError: There is something in the folder already, or it cannot be made.
    """
    pack = regex.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "mine"
    file = folder / "rules.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError("there are files here already", where=str(folder), hint="name a new folder")
        text = _FILE.format(folder=folder, pack=pack, name=pack.replace("-", "_"))
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(folder)) from None
    return [file]
