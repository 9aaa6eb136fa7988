"""Rule files and what becomes of them: schema, loading, inflection, compilation, checks."""

from pathlib import Path

from quotes.ruleset.compile import RuleSet, compile_rules
from quotes.ruleset.load import default_folder, load

__all__ = ["RuleSet", "load_rules"]


def load_rules(*folders: Path, default: bool = True) -> RuleSet:
    """Read and compile packs: ours unless `default` is false, then each folder in the order given.

    Raises:
        RulesError: A rule file is invalid; the message names file and line.
    """
    source = load([*([default_folder()] if default else []), *folders])
    if folders:
        from quotes.ruleset.check import refuse

        refuse(source, folders)
    return compile_rules(source, limited=folders)
