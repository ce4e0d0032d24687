"""How a value of a file is read: by one function, and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler


class Reads:
    """Marks a type as read by a function; what it returns is taken as it is.

    Pydantic's own `PlainValidator` does the same, but also works out how the type behind it could
    be written out again, which nobody asks for and which doubles what a fresh process pays before
    it can read a file.
    """

    def __init__(self, read: Callable[[Any], object]) -> None:
        self.read = read

    def __get_pydantic_core_schema__(
        self,
        source: Any,  # noqa: ANN401 - pydantic's own signature
        handler: GetCoreSchemaHandler,
    ) -> core_schema.CoreSchema:
        del source, handler
        return core_schema.no_info_plain_validator_function(self.read)
