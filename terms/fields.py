"""Columns that follow from another column whenever a row is saved."""

from typing import Any

from django.db import models

from terms.names import KEY_CHARACTERS, initial, name_key


class NameKeyField(models.CharField[str, str]):
    """The key of the name in the field `source`: what lists are sorted by."""

    def __init__(self, source: str = "", **options: Any) -> None:
        self.source = source
        defaults: dict[str, Any] = {"max_length": KEY_CHARACTERS, "editable": False, "default": ""}
        super().__init__(**defaults | options)

    def deconstruct(self) -> Any:
        name, path, arguments, options = super().deconstruct()
        return name, path, [self.source, *arguments], options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = self.derive(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, value)
        return value

    def derive(self, name: str) -> str:
        return name_key(name)


class InitialField(NameKeyField):
    """The shelf of the A-Z on which the name in the field `source` stands."""

    def __init__(self, source: str = "", **options: Any) -> None:
        super().__init__(source, **{"max_length": 3, **options})

    def derive(self, name: str) -> str:
        return initial(name_key(name))
