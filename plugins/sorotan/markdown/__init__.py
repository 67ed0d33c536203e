"""Python-Markdown extensions that know nothing of MkDocs.

| treeprocessor      | priority | after                   | before                                    |
|--------------------|---------:|-------------------------|-------------------------------------------|
| `translate`        |       25 | blocks are parsed       | `inline` (20) reads what is in them       |
| `record_links`     |       15 | `inline`                | MkDocs' `relpath` (0) validates links     |
| `annotate`         |        6 | `attr_list` (8) sets ids| `toc` and MkDocs' anchor collector (5)    |

Each extension is made once and works on every page: what it does on a page is a callable that is set before the page
is converted, and with none set it does nothing.
"""
