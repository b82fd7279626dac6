"""All commands under one name each, and problems of the user as one sentence."""

from __future__ import annotations

import io
import sys

import typer

from commands import exchanging, extracting, judging, learning
from graph.errors import NotegraphError

app = typer.Typer(
    help="Turn a folder of study notes into a concept map to learn from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("extract")(extracting.extract)
app.command("path")(learning.path)
app.command("prerequisites")(learning.prerequisites)
app.command("unlocks")(learning.unlocks)
app.command("explain")(judging.explain)
app.command("gaps")(judging.show_gaps)
app.command("eval")(judging.evaluate)
app.command("export")(exchanging.export)
app.command("import")(exchanging.import_)
app.command("formats")(exchanging.formats)
app.command("diff")(exchanging.diff)


def run() -> None:
    """Run the command line; problems that the user can mend become one sentence and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="cli.py")
    except NotegraphError as error:
        sys.stderr.write(f"error: {error}\n")
        sys.exit(2)
