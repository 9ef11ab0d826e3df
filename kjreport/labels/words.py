"""Whether a keyword is a whole word of its clause, by jieba's dictionary and the rules' own words."""

from __future__ import annotations

from _thread import allocate_lock as lock  # all of `threading` takes long to import
from collections.abc import Iterable
from typing import Any


class Segmentation:
    """Divides clauses into words; the dictionary is read when the first clause is divided.

    It has a tokenizer of its own, so nothing that others add to jieba's dictionary changes it, nor it theirs.

    Args:
        words: words that the dictionary must know.

    >>> Segmentation(["科特派"]).cut("科特派下乡服务")
    ['科特派', '下乡', '服务']
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._own = tuple(words)
        self._lock = lock()
        self._tokenizer: Any = None

    @property
    def loaded(self) -> bool:
        """Whether the dictionary has been read."""
        return self._tokenizer is not None

    def cut(self, clause: str) -> list[str]:
        """Return the words of a clause; together they are the clause."""
        with self._lock:
            if self._tokenizer is None:
                self._tokenizer = _tokenizer(self._own)
        words: list[str] = self._tokenizer.lcut(clause, HMM=False)
        return words

    def is_word(self, clause: str, start: int, end: int) -> bool:
        """Whether ``clause[start:end]`` is one whole word of the clause, or several."""
        borders = {0}
        position = 0
        for word in self.cut(clause):
            position += len(word)
            borders.add(position)
        return start in borders and end in borders


def _tokenizer(words: Iterable[str]) -> Any:
    import logging

    logger = logging.getLogger("jieba")
    level = logger.level
    logger.setLevel(logging.WARNING)  # it tells on stderr how it reads its dictionary
    try:
        import jieba

        logger.setLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        tokenizer.initialize()
        for word in words:
            tokenizer.add_word(word)
    finally:
        logger.setLevel(level)
    return tokenizer
