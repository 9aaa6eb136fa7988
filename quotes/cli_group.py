"""How the command line finds its commands and ends: lazily, and without a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from quotes.errors import Exit, QuotesError, UsageError
from quotes.streams import discard

# plain help and no pretty tracebacks: rich is imported for tables only
LEAN: dict[str, Any] = {
    "add_completion": False,
    "no_args_is_help": True,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}

# Commands with a module of their own: a function or a Typer app, imported when it is called for, and how
# its help begins, for the list of all.
ELSEWHERE = {
    "explain": (
        "quotes.cli_explain:explain",
        "Why: the anchors of a text, the rules tried there, what won, what lost, and what said no.",
    ),
    "score": (
        "quotes.cli_score:score",
        "Precision, recall and F1 against gold, per kind, per field and per rule (worst first).",
    ),
    "rules": (
        "quotes.cli_rules:app",
        "List, show, check, test and document rules, or start a pack of your own.",
    ),
}


_Misuse: Any = typer.BadParameter.__base__  # every complaint of the parser; it has no public name


@contextmanager
def _ending_well() -> Iterator[None]:
    """What is wrong with a command line is told in one line, as all errors are; a reader may leave early."""
    try:
        yield
    except _Misuse as error:
        message = error.format_message()
        if "\n" in message:  # no error, but the help of a command that wants another one
            raise
        message = message.removesuffix(".").replace(". Did you", "; did you")
        see = f"; see {error.ctx.command_path} --help" if error.ctx else ""
        typer.echo(f"error: {message[:1].lower()}{message[1:]}{see}", err=True)
        raise typer.Exit(Exit.USAGE) from None
    except BrokenPipeError:
        discard()  # what Python would still flush at its end
        raise typer.Exit(Exit.OK) from None


class Group(TyperGroup):
    """The commands of `quotes`, and what becomes of their errors."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Names in the order of the help."""
        return [*super().list_commands(ctx), *ELSEWHERE]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> TyperCommand | TyperGroup | None:  # type: ignore[override]
        """A command; those of other modules are imported now."""
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)  # type: ignore[return-value]
        module, name = ELSEWHERE[cmd_name][0].split(":")
        found = getattr(import_module(module), name)
        if not isinstance(found, typer.Typer):
            function, found = found, typer.Typer(**LEAN | {"no_args_is_help": False})
            found.command(cmd_name)(function)
        command = typer.main.get_command(found)
        command.name = cmd_name
        return command  # type: ignore[return-value]

    def make_context(self, *args: Any, **known: Any) -> Any:
        """Read the command line; what it asks for may be printed already here, such as `--help`."""
        with _ending_well():
            return super().make_context(*args, **known)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """The list in the help, for which no other module is imported."""
        others = {name: TyperCommand(name, help=begins) for name, (_, begins) in ELSEWHERE.items()}
        TyperGroup(commands={**self.commands, **others}).format_commands(ctx, formatter)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run a command; every error of ours becomes one line and an exit code."""
        try:
            if ctx.params.get("config"):
                ctx.default_map = self._defaults()
            with _ending_well():
                return super().invoke(ctx)
        except QuotesError as error:
            from quotes.report import one_line

            typer.echo(one_line(error), err=True)
            raise typer.Exit(error.exit) from None

    def _defaults(self) -> dict[str, Any] | None:
        """What `quotes.toml` says, where there is one."""
        from quotes import config

        path = config.find(Path.cwd())
        if path is None:
            return None
        reader = super().get_command(typer.Context(self), "extract")
        if reader is None:
            return None
        # a parameter is called by its long option: item_kind is --kind
        options = {
            option.removeprefix("--"): parameter
            for parameter in reader.params
            for option in parameter.opts
            if option.startswith("--")
        }
        found = config.read(path, options)
        for name, value in found.defaults.items():
            parameter = options[name]
            try:
                found.defaults[name] = config.shaped(value, several=getattr(parameter, "multiple", False))
                parameter.type_cast_value(typer.Context(reader), found.defaults[name])
            except (typer.BadParameter, ValueError) as error:
                raise UsageError(f"{name}: {error}", where=str(path)) from None
        config.check(found, path)
        return config.default_map(found, {name: parameter.name for name, parameter in options.items()})
