"""Frozen values, made by `msgspec`: defined, filled and pickled many times as fast as those of `dataclasses`.

The functions of `dataclasses` take them all the same: `fields`, `asdict`, `replace`, `is_dataclass`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast, dataclass_transform

from msgspec import NODEFAULT, Struct
from msgspec.structs import replace as _replace

if TYPE_CHECKING:
    from dataclasses import replace
    from typing import ClassVar

__all__ = ["Frozen", "defaults", "replace"]


class _OfDataclasses:
    """An attribute by which `dataclasses` knows its classes: made when it is asked for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type[Frozen]) -> Any:
        return getattr(_twin(cast(Any, owner)), self._name)


if TYPE_CHECKING:

    @dataclass_transform(frozen_default=True)
    class Frozen:
        """What a type checker sees: every subclass is frozen, and need not say so again."""

        __struct_fields__: ClassVar[tuple[str, ...]]
        __struct_defaults__: ClassVar[tuple[Any, ...]]
        __dataclass_fields__: ClassVar[dict[str, Any]]

        def __eq__(self, other: object) -> bool: ...

        def __hash__(self) -> int: ...

        def __init_subclass__(cls, *, kw_only: bool = False) -> None: ...

else:
    replace = _replace

    class Frozen(Struct, frozen=True, gc=False):
        """A frozen value: its annotated fields are what it is made of, compared, hashed and pickled by.

        >>> class Point(Frozen):
        ...     x: int
        ...     y: int = 0
        >>> Point(1), Point(1) == Point(1, 0), replace(Point(1), y=2)
        (Point(x=1, y=0), True, Point(x=1, y=2))
        """

        __dataclass_fields__ = _OfDataclasses()
        __dataclass_params__ = _OfDataclasses()


def defaults(cls: type[Frozen]) -> dict[str, Any]:
    """Return the defaults of the fields that have one, by name."""
    last = zip(reversed(cls.__struct_fields__), reversed(cls.__struct_defaults__), strict=False)
    return {name: value for name, value in last if value is not NODEFAULT}


@cache
def _twin(cls: Any) -> Any:
    """Return a dataclass with the fields of a class."""
    from dataclasses import field, make_dataclass

    kinds: dict[str, Any] = {}
    for one in reversed(cls.__mro__):
        kinds |= vars(one).get("__annotations__", {})
    fields = [(name, kinds[name], field()) for name in cls.__struct_fields__]
    twin: Any = make_dataclass(cls.__name__, fields, frozen=True, kw_only=True)
    for name, value in defaults(cls).items():  # a mapping, too, which `make_dataclass` takes for changeable
        twin.__dataclass_fields__[name].default = value
    return twin
