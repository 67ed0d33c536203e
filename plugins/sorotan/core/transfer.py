"""Passing what was found in the prose from one process to another that holds the same corpus."""

from __future__ import annotations

import pickle
from io import BytesIO
from typing import Any

from sorotan.core.corpus import Corpus
from sorotan.core.records import Record


class Transfer:
    """Turns objects into bytes and back. Records of the corpus go by their names: the other side has them already."""

    def __init__(self, corpus: Corpus) -> None:
        self._records: dict[str, Record] = {
            **{f"notes/{key}": note for key, (_, note) in corpus.notes.items()},
            **{f"quotes/{key}": quotation for key, quotation in corpus.quotes.items()},
            **{f"claims/{key}": claim for key, claim in corpus.claims.items()},
        }
        self._names = {id(record): name for name, record in self._records.items()}

    def pack(self, value: object) -> bytes:
        """The value as bytes, for `unpack` of a process that was forked from the same one."""
        names, target = self._names, BytesIO()

        class Pickler(pickle.Pickler):
            def persistent_id(self, item: object) -> str | None:
                return names.get(id(item)) if isinstance(item, Record) else None

        Pickler(target, pickle.HIGHEST_PROTOCOL).dump(value)
        return target.getvalue()

    def unpack(self, packed: bytes) -> Any:
        """The value that was packed."""
        records = self._records

        class Unpickler(pickle.Unpickler):
            def persistent_load(self, name: str) -> Record:
                return records[name]

        return Unpickler(BytesIO(packed)).load()
