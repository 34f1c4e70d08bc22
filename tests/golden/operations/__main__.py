"""Writes a golden body for each kind and version without one; those that are there stay as they are."""

import sys
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from kiosk.operations import Body, body_bytes, every_kind
from tests.golden.operations import golden_body

SAMPLES: dict[Any, str] = {date: "2026-11-22", datetime: "2026-11-22T09:30:00Z"}


def sample(kind: Any, name: str) -> Any:
    """Something of this type that says which field it stands in; of several types the first that isn't None."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        return sample(next(one for one in arguments if one is not NoneType), name)
    if origin is tuple and ... not in arguments:
        return [sample(argument, name) for argument in arguments]
    if origin in (list, tuple):
        return [sample(arguments[0], name)]
    if origin is dict:
        return {"street": sample(arguments[1], name)}
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = {field: sample(hint, field) for field, hint in get_type_hints(kind).items()}
        return list(fields.values()) if kind.__struct_config__.array_like else fields
    return SAMPLES[kind] if kind in SAMPLES else {bool: True, int: 12, str: name}[kind]


def written(body: type[Body]) -> bytes:
    return body_bytes(msgspec.convert(sample(body, ""), body))


def main() -> None:
    for kind in every_kind():
        path = golden_body(kind.name, kind.version)
        if not path.exists():
            path.write_bytes(written(kind.body) + b"\n")
            sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
