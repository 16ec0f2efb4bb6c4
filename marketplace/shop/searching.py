"""What people typed, as full-text search in Indonesian, with prefixes and forgiveness for typos."""

import re
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, cast, func, literal_column, or_
from sqlalchemy.dialects.postgresql import TSQUERY

from marketplace.models import Product

LONGEST_QUERY = 120
MOST_WORDS = 8
SHORTEST_TYPO = 5
"""Words shorter than this are taken as they are typed."""
SIMILAR_ENOUGH = 0.45
STEMS: Any = literal_column("'indonesian'::regconfig")
PLAIN: Any = literal_column("'simple'::regconfig")


def words(text: str) -> list[str]:
    """The searchable words of a query, lower case, without signs."""
    return re.findall(r"\w+", text[:LONGEST_QUERY].lower().replace("_", " "))[:MOST_WORDS]


def query_of(found: list[str]) -> Any:
    """Every word must match, as its stem or as the beginning of a word."""
    whole: Any = None
    for word in found:
        stem = func.plainto_tsquery(STEMS, word)
        prefix = func.to_tsquery(PLAIN, f"{word}:*")
        either = stem.op("||", return_type=TSQUERY)(prefix)
        whole = either if whole is None else whole.op("&&", return_type=TSQUERY)(either)
    return whole


def matches(query: Any) -> ColumnElement[bool]:
    return Product.search.op("@@")(query)


def rank(query: Any) -> ColumnElement[Any]:
    """Closeness of the text, as a whole number so that it can be paged by."""
    return cast(func.round(func.ts_rank_cd(Product.search, query) * 1_000_000), BigInteger)


def resembles(found: list[str]) -> ColumnElement[bool]:
    """For words nobody sells: names with words that look like them. Short words must be there as typed."""
    conditions = []
    for word in found:
        if len(word) >= SHORTEST_TYPO:
            conditions.append(func.word_similarity(word, Product.name) >= SIMILAR_ENOUGH)
        else:
            conditions.append(or_(Product.name.ilike(f"%{word}%"), Product.description.ilike(f"%{word}%")))
    return and_(*conditions)
