"""What a person has of a collection: what was read, put away, tagged, and for how long.

The library screen and `quaere stats` show it. No screens here, and no SQL.
"""
