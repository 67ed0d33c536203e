"""What the browser tests look at."""

WIDTHS = (360, 768, 1440)
PAGES = {
    "home": "",
    "article": "articles/china-closing-the-gap/",
    "parallel": "articles/us-open-model-gap/parallel/",
    "entity": "entities/deepseek-r1/",
    "index": "entities/",
    "glossary": "glossary/",
    "timeline": "timeline/",
    "notes": "notes/",
    "claims": "claims/",
    "disagreements": "disagreements/",
    "quotes": "quotes/",
    "references": "references/",
    "method": "method/",
    "network": "network/",
    "data": "data/",
}
"""One page of every kind, below the folder of the language."""
