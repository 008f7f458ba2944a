"""`python -m reader` is `quaere`."""

import os
import sys

# Python puts the working folder first, and what lies there may have been put there by anybody.
# Where this package lies in it, that is how it was meant. No module but built-in ones before this.
_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
if not sys.flags.safe_path and os.path.realpath(sys.path[0] or ".") != os.path.realpath(_HERE):
    del sys.path[0]

from reader.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
