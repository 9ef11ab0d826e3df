"""What the members of a list share: 省、市、县三级科技特派员, 东河县、西岭县高企数量."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kjreport.facts.cues import Lexicon
from kjreport.facts.tables import LEVEL
from kjreport.frozen import Frozen


class Heads(Frozen):
    """Tells what stands behind the last of several places or levels; ``rules/places.yaml`` has the words."""

    place: Lexicon
    level: Lexicon
    level_count: Lexicon
    generic: Lexicon

    @classmethod
    def of(cls, lexicons: Mapping[str, Lexicon]) -> Heads:
        """Take the word lists by their ids."""
        names = ("place_end", "government_level", "level_count", "subject_generic")
        return cls(*(lexicons[name] for name in names))

    def spread(self, members: Sequence[str]) -> list[str]:
        """Return the members of a list, each with what stands behind the last of them when they share it.

        A noun that says nothing alone (``占比``) is no help to any of them.
        """
        *others, last = members
        if not others:
            return list(members)
        if all(one in self.level.words for one in others):
            end = self.level.prefix(last, 0, len(last))
            count = self.level_count.prefix(last, end, len(last)) if end else 0
            sign = LEVEL if count else ""
        elif self.are_places(others):
            end = next((at for at in range(2, len(last)) if self.place.suffix(last, 0, at)), 0)
            count, sign = 0, ""
        else:
            return list(members)
        rest = last[end + count :]
        if not end or not sign + rest or rest in self.generic.words:
            return list(members)
        return [name + sign + rest for name in (*others, last[:end])]

    def are_places(self, names: Sequence[str]) -> bool:
        """Whether names are those of places."""
        return all(len(name) > 1 and self.place.suffix(name, 0, len(name)) for name in names)

    def are_names(self, members: Sequence[str]) -> bool:
        """Whether members name places or levels and not what is measured there."""
        return all(self._is_level(one) for one in members) or self.are_places(members)

    def _is_level(self, name: str) -> bool:
        return name in self.level.words or (name.endswith(LEVEL) and name[:-1] in self.level.words)
