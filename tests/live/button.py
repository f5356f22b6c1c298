"""Stands in for Python where a button starts it: the very program, on the LibreOffice that the tests have started."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.live.engine import register
from tests.live.office import PIPE, connect

if __name__ == "__main__":
    register(connect(os.environ[PIPE]))
    from xltools.buttons.__main__ import main

    sys.exit(main(sys.argv[1:]))
