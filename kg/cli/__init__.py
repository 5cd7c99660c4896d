"""The command line: one module a command, which reads options, calls the library and prints.

Nothing is imported here but the list of commands: ``kg --help`` answers in the time that Python takes to
start, and a command imports only what it needs.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run ``kg``; the exit code is 0, 1 failed, 2 usage or unusable input, 3 partial, 130 interrupted."""
    from kg.cli.commands import help_text

    # Importing typer takes three times as long as this whole answer.
    # A shell that asks for completions calls without arguments too.
    if sys.argv[1:] in ([], ["--help"], ["-h"]) and "_KG_COMPLETE" not in os.environ:
        print(help_text(), end="")
        return
    from kg.cli.app import app

    app(prog_name="kg")
