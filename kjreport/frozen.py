"""Frozen values with slots, as `dataclasses` makes them, in a tenth of the time that it takes to define them.

To import `dataclasses` and to define the classes of this package with it takes longer than to analyse a
report. Its functions take values all the same: `fields`, `asdict`, `replace`, `is_dataclass`.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter

__all__ = ["Frozen", "replace"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from dataclasses import replace
    from types import FunctionType
    from typing import Any, ClassVar, NoReturn, dataclass_transform
else:

    def dataclass_transform(**_):
        return lambda cls: cls

    def replace(value, /, **changes):
        """Return a value with some fields changed, as `dataclasses.replace` does."""
        kept = {name: getattr(value, name) for name in value._kinds if name not in changes}  # noqa: SLF001
        return type(value)(**kept, **changes)


class _OfDataclasses:
    """An attribute by which `dataclasses` knows its classes: made when it is asked for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type[Frozen]) -> object:
        return getattr(_twin(owner), self._name)


@cache
def _twin(cls: type[Frozen]) -> Any:
    """Return a dataclass with the fields of a class."""
    from dataclasses import field, make_dataclass

    fields = [(name, kind, field()) for name, kind in cls._kinds.items()]
    twin: Any = make_dataclass(
        cls.__name__, fields, frozen=True, kw_only=cls.__init__.__kwdefaults__ is not None
    )
    for name, value in cls._defaults.items():  # a mapping, too, which `make_dataclass` takes for changeable
        twin.__dataclass_fields__[name].default = value
    return twin


@dataclass_transform(frozen_default=True)
class _Defined(type):
    """Makes slots and ``__init__`` of the annotated fields of a class."""

    _kinds: Mapping[str, Any]
    _defaults: Mapping[str, Any]

    def __new__(
        mcs,
        name: str,
        bases: tuple[_Defined, ...],
        body: dict[str, Any],
        *,
        kw_only: bool = False,
    ) -> _Defined:
        own = body.get("__annotations__", {}) if bases else {}
        kinds, defaults = dict(own), {field: body.pop(field) for field in own if field in body}
        for cls in bases:
            kinds, defaults = {**cls._kinds, **kinds}, {**cls._defaults, **defaults}
        body |= {"__slots__": tuple(own), "__match_args__": tuple(kinds)}
        body |= {"_kinds": kinds, "_defaults": defaults, "_content": attrgetter("__class__", *kinds)}
        cls = super().__new__(mcs, name, bases, body)
        cls.__init__ = _init(cls, kw_only)  # type: ignore[misc] # made for this very class
        return cls


def _init(cls: _Defined, kw_only: bool) -> Callable[..., None]:
    """Return the ``__init__`` that sets the fields of a class."""
    kinds, defaults = cls._kinds, cls._defaults
    # A slot's own setter is quicker than object.__setattr__, which must find the slot first.
    names: dict[str, Any] = {f"set_{name}": getattr(cls, name).__set__ for name in kinds}
    sets = "; ".join([f"set_{name}(self, {name})" for name in kinds]) or "pass"
    parameters = ", ".join(("self", "*", *kinds) if kw_only else ("self", *kinds))
    exec(f"def __init__({parameters}): {sets}", names)  # noqa: S102 (names of fields of this package's classes)
    made: FunctionType = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__annotations__ = dict(kinds)
    if kw_only:
        made.__kwdefaults__ = dict(defaults)
    else:
        made.__defaults__ = tuple(defaults.values())
    return made


class Frozen(metaclass=_Defined):
    """A frozen value: its annotated fields are what it is made of, compared, hashed and pickled by.

    >>> class Point(Frozen):
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1) == Point(1, 0), replace(Point(1), y=2)
    (Point(x=1, y=0), True, Point(x=1, y=2))
    """

    _kinds: ClassVar[Mapping[str, Any]]
    _defaults: ClassVar[Mapping[str, Any]]
    _content: ClassVar[attrgetter[tuple[Any, ...]]]

    __dataclass_fields__ = _OfDataclasses()
    __dataclass_params__ = _OfDataclasses()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        content = self._content
        return content(self) == content(other)

    def __hash__(self) -> int:
        return hash(self._content(self))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._kinds)
        return f"{self.__class__.__qualname__}({fields})"

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return self.__class__, self._content(self)[1:]
