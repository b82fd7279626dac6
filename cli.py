"""Notegraph without a browser: python cli.py COMMAND; `python cli.py --help` lists the commands.

Exit status: 0 done, 1 a check failed, 2 the request cannot be met, 130 interrupted.
"""

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
app.command("formats")(exchanging.formats)
app.command("diff")(exchanging.diff)


def main() -> None:
    """Run the command line; problems that the user can mend become one sentence and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except NotegraphError as error:
        sys.stderr.write(f"error: {error}\n")
        sys.exit(2)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
