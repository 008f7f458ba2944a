"""The commands, one a file: thin skins over Collection, notes and export, without Textual.

Each module holds a click command named `command`; `reader.cli` lists them.
"""
