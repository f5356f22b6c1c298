"""The program behind the buttons: finds the workbook, does the work, and always ends with one sentence."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from xltools.buttons.log import logged
from xltools.tasks.live.press import known, press

FAILED = 1
_WORKBOOK = "--wb="


def main(arguments: Sequence[str]) -> int:
    """Run the button that `arguments` name (verb first, then what xlwings reads) and return the exit code.

    Whatever goes wrong is one Swedish sentence on stderr, which Excel shows; the traceback is in the log alone.
    """
    verb = arguments[0] if arguments else ""
    name = next((a.removeprefix(_WORKBOOK).strip() for a in arguments if a.startswith(_WORKBOOK)), "")
    with logged(verb) as run:
        known(verb)
        from xltools.tasks.live.books import calling, say

        book = calling(name)
        sentence = press(verb, book)
        if sentence:
            say(book, sentence)
    if run.sentence:
        sys.stderr.write(run.sentence + "\n")
        sys.stderr.flush()
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
