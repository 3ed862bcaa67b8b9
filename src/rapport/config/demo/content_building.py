"""Turns plain tables into frozen dataclasses, strictly: an unknown or missing key is a fault, by name."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, TypeVar

T = TypeVar("T")


class BadContent(ValueError):
    """A data file of the demonstration does not hold what it must; the message says where and what."""


def build(cls: type[T], table: Mapping[str, Any], where: str) -> T:
    """Give ``table`` as a ``cls``, nested tables and lists included.

    Raises:
        BadContent: a key that ``cls`` does not have, one that it needs, or a value of another type.
    """
    hints = typing.get_type_hints(cls)
    if unknown := set(table) - set(hints):
        raise BadContent(f"{where}: unknown {sorted(unknown)}")
    needed = {f.name for f in fields(cls) if f.default is MISSING}  # type: ignore[arg-type]  # cls is a dataclass
    if missing := needed - set(table):
        raise BadContent(f"{where}: missing {sorted(missing)}")
    return cls(**{name: _value(hints[name], value, f"{where}.{name}") for name, value in table.items()})


def _value(hint: Any, value: Any, where: str) -> Any:
    if is_dataclass(hint):
        return (
            value
            if isinstance(value, typing.cast("type", hint))
            else build(typing.cast("type", hint), value, where)
        )
    if typing.get_origin(hint) is tuple:
        return _sequence(typing.get_args(hint), value, where)
    if isinstance(value, str) and hint is str:
        return plain(value)
    plain_types = _plain_types(hint)
    if not isinstance(value, plain_types) or (isinstance(value, bool) and bool not in plain_types):
        raise BadContent(f"{where}: not a {hint}")
    return value


def _sequence(kinds: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_value(kinds[0], item, f"{where}[{index}]") for index, item in enumerate(value))
    if len(kinds) != len(value):
        raise BadContent(f"{where}: {len(kinds)} values are needed")
    return tuple(_value(kind, item, where) for kind, item in zip(kinds, value, strict=True))


def _plain_types(hint: Any) -> tuple[type, ...]:
    if isinstance(hint, types.UnionType):
        return tuple(typing.get_args(hint))
    return (typing.get_origin(hint) or hint,)


def plain(text: str) -> str:
    """Give wrapped text as one line; an empty line stays as a paragraph break."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))
