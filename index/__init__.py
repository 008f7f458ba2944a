"""What the articles say: reading, findings, catalog and search.

Everything this package keeps can be rebuilt from the articles. It knows nothing of screens:
neither `reader` nor Textual nor Rich may be imported here. Use `index.collection`, its face.
"""

__version__ = "0.1.0"
