"""Saving into a collection: fetching, naming, writing. The one room that opens a connection or
writes into a folder of articles, and only when `quaere add` asks for it.

`addresses` says what an address is, `reaching` which machines may be spoken to, `fetching` and
`unpacking` bring the bytes, `kinds` says what they are, `naming`, `as_markdown` and `stamps` make
a file of them, `shelf` writes it, `earlier` finds what was saved before, `adding` is the whole way.

No screen may enter, no parser (articles are read by `index`, in a process of their own), no proxy,
no cookie, no password, and nothing that keeps a connection for later.
"""
