"""Results change only when they are meant to: see `tests.golden`."""

from __future__ import annotations

import json

from tests.golden import DIGESTS, digests


def test_facts_and_sentences_are_what_they_were() -> None:
    before, now = json.loads(DIGESTS.read_text(encoding="utf-8")), digests()
    changed = [name for name in now if now[name] != before.get(name)]
    assert not changed, f"{len(changed)} texts read otherwise: {changed[:10]}; see tests/golden.py"
    assert now.keys() == before.keys()
