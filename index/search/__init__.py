"""Finding sections: the query language, the engine behind a small protocol, ranking, snippets.

    language   a query as a person writes it -> a tree of `query` nodes
    terms      a section -> what of it is looked up; `analysis` and `stemmer` say what a word is
    evaluation a query and anything that has postings -> documents with scores
    engine     postings on disk, kept by Whoosh; no other module imports Whoosh
    matching   the same query asked of one piece of text
    snippets, passages, vocabulary   what is shown of a hit, of an answer, what to suggest instead

Nothing here reads articles or knows the catalog. Importing this package loads nothing.
"""
