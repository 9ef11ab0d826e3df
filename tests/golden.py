"""What the library says of many texts, as digests: a change for speed must change none of them.

``python -m tests.golden`` writes the digests anew, after a change that means to change results;
``python -m tests.golden FOLDER`` writes what they are digests of, to compare two versions file by file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from random import Random

import kjreport

DATA = Path(__file__).parent / "data"
DIGESTS = DATA / "digests.json"
SAMPLES = sorted([*(DATA / "reports").glob("*.txt"), *(DATA / "unseen").glob("*.txt")])
COUNT = 2000
LINES = 12  # of a made report


def made_texts() -> Iterator[tuple[str, str]]:
    """Return name and text of reports made of the samples' lines: mixed, with other digits, and dirty."""
    lines = [line for sample in SAMPLES for line in sample.read_text(encoding="utf-8").splitlines() if line]
    titles = [sample.read_text(encoding="utf-8").split("\n", 1)[0] for sample in SAMPLES]
    for number in range(COUNT):
        random = Random(number)  # noqa: S311 (the same texts every time)
        body = [_other_digits(random, random.choice(lines)) for _ in range(LINES)]
        text = "\n".join([random.choice(titles), *body])
        yield f"{number:04}", random.choice((str, str, _wrapped, _spaced, _wide))(text)


def _other_digits(random: Random, line: str) -> str:
    return "".join(random.choice("123456789") if char in "23456789" else char for char in line)


def _wrapped(text: str) -> str:
    return "\n".join(line[at : at + 30] for line in text.split("\n") for at in range(0, len(line), 30))


def _spaced(text: str) -> str:
    return "".join(f" {char} " if char.isdigit() else char for char in text)


def _wide(text: str) -> str:
    return text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789%."})


def texts() -> Iterator[tuple[str, str]]:
    """Return name and text of everything that is compared."""
    yield from ((sample.stem, sample.read_text(encoding="utf-8")) for sample in SAMPLES)
    yield from made_texts()


def results(text: str) -> str:
    """Return everything that the library says of a text, as JSON."""
    return json.dumps(asdict(kjreport.analyze(text)), ensure_ascii=False, default=str)


def digests() -> dict[str, str]:
    """Return the digest of the results of each text."""
    return {name: sha256(results(text).encode()).hexdigest()[:16] for name, text in texts()}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts():
            (folder / f"{name}.json").write_text(results(text), encoding="utf-8")
    else:
        DIGESTS.write_text(json.dumps(digests(), indent=0) + "\n", encoding="utf-8")
