"""The commands and their options."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from kjreport import __version__
from kjreport.cli.diagnostics import render
from kjreport.cli.eval import evaluate
from kjreport.cli.explain import explain
from kjreport.cli.html import html
from kjreport.cli.panel import index, panel
from kjreport.cli.rules_tests import rules_app
from kjreport.cli.tables import facts, sentences
from kjreport.errors import KjreportError, RuleError

USAGE_ERROR = 2

app = typer.Typer(
    help="Read work reports of Chinese science and technology bureaus: facts and labelled sentences.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(rules_app, name="rules")
app.command()(explain)


@app.callback(invoke_without_command=True)
def version(
    *, version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False
) -> None:
    """Take the options that stand before a command."""
    if version:
        typer.echo(f"kjreport {__version__}")
        raise typer.Exit


app.command("facts")(facts)
app.command("sentences")(sentences)
app.command()(html)
app.command()(index)
app.command()(panel)
app.command("eval")(evaluate)


def _complain(error: object) -> None:
    sys.stderr.write(f"kjreport: {error}\n")


def main() -> None:
    """Run the command line; no error that a user can cause shows a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Lone surrogates are legal in Python text and in JSON, but no encoding has them.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except RuleError as error:
        sys.stderr.write(render(error.diagnostics))
        sys.exit(1)
    except KjreportError as error:
        _complain(error)
        sys.exit(USAGE_ERROR)
    except BrokenPipeError:
        # The reader has had enough (`kjreport facts F | head`): nothing can be written now, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:  # a file that a command writes, or a full disk behind standard output
        _complain(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        sys.exit(USAGE_ERROR)
