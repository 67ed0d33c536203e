"""What a briefing is, independent of MkDocs, Python-Markdown and Jinja.

Data flows through these modules in one direction: YAML files become records (`yamlfile`, `records`), the records
become a checked and frozen `Corpus` (`corpus`, `checks`), and the corpus is held against the prose (`prose`,
`selectors`, `mentions`). Whatever an editor got wrong on the way is a `Problem`, never an exception.
"""
