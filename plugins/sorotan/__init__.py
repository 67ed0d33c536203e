"""Sorotan: MkDocs plugins for annotated, bilingual briefings."""
