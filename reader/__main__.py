"""`python -m reader` is `quaere`."""

from reader.cli import main

if __name__ == "__main__":
    main()
