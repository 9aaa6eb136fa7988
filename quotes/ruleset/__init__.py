"""Rule files and what becomes of them: schema, loading, inflection, compilation, checks."""

from pathlib import Path

from quotes.ruleset.compile import RuleSet

__all__ = ["RuleSet", "load_rules"]


def load_rules(*folders: Path, default: bool = True) -> RuleSet:
    """Read and compile packs: ours unless `default` is false, then each folder in the order given.

    Raises:
        RulesError: A rule file is invalid; the message names file and line.
    """
    # what reads and compiles is a fifth of a second to import, and rules are mostly read compiled
    from quotes.ruleset.compile import compile_rules
    from quotes.ruleset.home import default_folder
    from quotes.ruleset.load import load

    source = load([*([default_folder()] if default else []), *folders])
    if folders:
        from quotes.ruleset.check import refuse

        refuse(source, folders)
    return compile_rules(source, limited=folders)
