"""What a person does with the articles: commands, screens, notes, export.

It asks `index.collection` for everything the articles say and never touches SQLite, Whoosh or an
article's file for it.
"""
