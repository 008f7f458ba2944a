"""A quotation with where it comes from, as it is pasted into a text of one's own."""

from __future__ import annotations

from index.article import Article


def cited(quote: str, article: Article, section: int) -> str:
    """The quote in quotation marks; below it authors, title, date, heading, address or file."""
    about = article.metadata
    heading = article.sections[section].heading
    facts = [", ".join(about.authors), f"“{article.title}”", about.published or ""]
    if heading is not None:
        facts.append(f"under “{heading}”")
    facts.append(about.source or article.path)
    return f"“{quote}”\n— " + ", ".join(fact for fact in facts if fact)
