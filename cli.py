"""Notegraph without a browser: python cli.py COMMAND; `python cli.py --help` lists the commands.

Exit status: 0 done, 1 a check failed, 2 the request cannot be met, 130 interrupted.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    try:
        # Imported here, for they take a while, and Ctrl-C may come meanwhile.
        from commands.main import run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
