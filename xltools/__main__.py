"""Lets `python -m xltools` stand in for the command where scripts are not on the path."""

from xltools.cli import main

if __name__ == "__main__":
    main(prog_name="xltools")
