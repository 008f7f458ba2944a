"""Finding sections: the query language, the engine behind a small protocol, ranking, snippets.

    language   a query as a person writes it -> a tree of `query` nodes
    terms      a section -> what of it is looked up; `analysis` and `stemmer` say what a word is
    evaluation a query and anything that has postings -> documents with scores
    engine     postings on disk, kept by Whoosh; no other module imports Whoosh
    blocks, segment, snapshot   how postings are packed, what is read of a segment, of a commit
    matching   the same query asked of one piece of text
    snippets, vocabulary   what is shown of a hit, what to suggest instead
    asked, passages   a question, and which sections answer it: by words, and by what they mean
    meaning, closeness   word vectors, and sections beside a question by them

Nothing here reads articles or knows the catalog. Importing this package loads nothing.
"""
