"""Model fields that are ciphertext in the database and open when they are read.

Each value is bound to its table, column and row, so one copied to another row does not open. A
sealed column cannot be searched, ordered or updated in bulk: the database never sees what it holds.
"""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic

from django.db import models
from django.db.models.query_utils import DeferredAttribute
from typing_extensions import TypeVar

from rapport.safeguards.vault import services

if TYPE_CHECKING:
    _Base = models.Field
else:

    class _Base(models.BinaryField):
        """Bytes in the database."""

        def __class_getitem__(cls, _item: object) -> type:
            """Accept type arguments, which only the type checker reads."""
            return cls


T = TypeVar("T")


class SealedFieldMisuse(TypeError):
    """A sealed column was searched, ordered or written without its row."""


class Ciphertext(bytes):
    """Bytes as they stand in the database, not yet opened."""

    __slots__ = ()


class _Opening(DeferredAttribute):
    """Opens a value on first reading and remembers it on the instance."""

    field: SealedField[Any]

    def __get__(self, instance: Any, cls: type | None = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Ciphertext):
            value = self.field.open_for(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(_Base[T, T], Generic[T]):
    """The common part: subclasses say how a value becomes bytes and back."""

    descriptor_class = _Opening

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"editable": False, **kwargs})

    def encode(self, value: T) -> bytes:
        """Turn a value into bytes."""
        raise NotImplementedError  # abstract: each kind of value has its own encoding

    def decode(self, data: bytes) -> T:
        """Turn the bytes back."""
        raise NotImplementedError  # abstract: see encode

    def deconstruct(self) -> Any:
        """Give Django's description of the field for migrations."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        """Say that the column is binary."""
        return "BinaryField"

    def place_of(self, instance: Any) -> str:
        """Name the one place where a value of this field may be opened."""
        return f"{self.model._meta.db_table}.{self.column}:{instance.pk}"  # noqa: SLF001  # Django's own way to the table

    def open_for(self, instance: Any, sealed: bytes) -> T:
        """Open a value that belongs to ``instance``."""
        return self.decode(
            services.open_bytes(bytes(sealed), key_id=instance.key_id, place=self.place_of(instance))
        )

    def from_db_value(self, value: Any, *_: Any) -> Ciphertext | None:
        """Mark what comes from the database as not yet opened."""
        return None if value is None else Ciphertext(bytes(value))

    def pre_save(self, model_instance: Any, add: bool) -> Any:  # noqa: ARG002, FBT001  # Django's signature
        """Seal the value for this row."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Ciphertext):
            return value
        sealed = services.seal_bytes(
            self.encode(value), key_id=model_instance.key_id, place=self.place_of(model_instance)
        )
        return Ciphertext(sealed)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        """Let only ciphertext through to the database.

        Raises:
            SealedFieldMisuse: a plain value came, by a bulk update or a filter.
        """
        if value is not None and not isinstance(value, Ciphertext):
            raise SealedFieldMisuse(
                f"{self.name} is sealed: save the row instead of updating or filtering by it."
            )
        return super().get_db_prep_value(None if value is None else bytes(value), connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow only the question whether there is a value.

        Raises:
            SealedFieldMisuse: for any other look-up.
        """
        if lookup_name != "isnull":
            raise SealedFieldMisuse(f"{self.name} is sealed: the database cannot search it.")
        return super().get_lookup(lookup_name)


class SealedText(SealedField[str]):
    """Text."""

    def encode(self, value: str) -> bytes:
        """Encode as UTF-8."""
        return value.encode()

    def decode(self, data: bytes) -> str:
        """Decode UTF-8."""
        return data.decode()


class SealedJSON(SealedField[Any]):
    """Lists and mappings of JSON values."""

    def encode(self, value: Any) -> bytes:
        """Encode compactly."""
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()

    def decode(self, data: bytes) -> Any:
        """Decode."""
        return json.loads(data)


D = TypeVar("D", date, "date | None", default=date)
M = TypeVar("M", datetime, "datetime | None", default=datetime)


class SealedDate(SealedField[D], Generic[D]):
    """A calendar date."""

    def encode(self, value: D) -> bytes:
        """Encode as ISO 8601."""
        assert value is not None  # noqa: S101  # pre_save passes None by
        return value.isoformat().encode()

    def decode(self, data: bytes) -> D:
        """Decode ISO 8601."""
        return date.fromisoformat(data.decode())


class SealedDateTime(SealedField[M], Generic[M]):
    """A moment with its time zone."""

    def encode(self, value: M) -> bytes:
        """Encode as ISO 8601.

        Raises:
            ValueError: the moment has no time zone.
        """
        if value is None or value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        return value.isoformat().encode()

    def decode(self, data: bytes) -> M:
        """Decode ISO 8601."""
        return datetime.fromisoformat(data.decode())


class SealedModel(models.Model):
    """A row with sealed columns: its id is made before it is saved, and it names the key that opens it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_id = models.UUIDField(editable=False)

    class Meta:
        abstract = True
