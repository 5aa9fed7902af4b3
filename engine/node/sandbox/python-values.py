"""Frames and values: what goes from one interpreter to the other.

First of three files that run inside the interpreter as one program. A process serves one submission
or tests, never both. The two sides talk in frames over descriptors 0 and 2 and pass values, not
objects: what is no plain value stays where it is and is spoken to by number. The side of the tests
trusts nothing it is told: it makes plain values of it and decides by itself. Nothing here defends
the side of the submission.
"""

import ast
import asyncio
import bisect
import builtins
import collections
import collections.abc
import copy
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import heapq
import importlib
import io
import itertools
import json
import math
import operator
import os
import queue
import random
import re
import statistics
import string
import sys
import threading
import time
import traceback
import types
import typing

MAX_DEPTH = 100
SAFE_INTEGER = 2**53
TESTS, SUBMISSION = "tests", "submission"

BLOCKED = (
    "js pyodide_js pyodide _pyodide _pyodide_core pyodide.ffi pyodide.code pyodide.http micropip "
    "ctypes _ctypes socket _socket ssl _ssl subprocess _posixsubprocess multiprocessing "
    "urllib.request http.client sqlite3 _sqlite3 webbrowser pty fcntl mmap resource"
).split()

EXCEPTIONS = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, Exception)
}
BUILTIN_TYPES = {name: kind for name, kind in vars(builtins).items() if isinstance(kind, type)}
BUILTIN_NAMES = frozenset(dir(builtins))
SEQUENCES = {
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
    "deque": collections.deque,
}
DICTS = (dict, collections.defaultdict, collections.Counter, collections.OrderedDict)
TEXTS = {
    "Decimal": (decimal.Decimal, str),
    "Fraction": (fractions.Fraction, str),
    "complex": (complex, str),
    "date": (datetime.date, datetime.date.isoformat),
    "datetime": (datetime.datetime, datetime.datetime.isoformat),
    "time": (datetime.time, datetime.time.isoformat),
}
FROM_TEXT = {
    "Decimal": decimal.Decimal,
    "Fraction": fractions.Fraction,
    "complex": complex,
    "date": datetime.date.fromisoformat,
    "datetime": datetime.datetime.fromisoformat,
    "time": datetime.time.fromisoformat,
}
FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, functools.partial)


def read_exactly(size):
    parts = []
    while size > 0:
        part = os.read(0, min(size, 1 << 16))
        if not part:
            raise SystemExit(0)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def receive():
    return json.loads(read_exactly(int.from_bytes(read_exactly(4), "big")))


def send(message):
    data = json.dumps(message, separators=(",", ":")).encode()
    data = memoryview(len(data).to_bytes(4, "big") + data)
    while data:
        data = data[os.write(2, data[: 1 << 16]) :]


class Peer:
    """What this side has lent to the other, and what it has borrowed."""

    def __init__(self, role=None):
        self.role = role
        self.lent = []
        self.numbers = {}
        self.borrowed = {}


peer = Peer()


def lend(value):
    if peer.role == TESTS and not may_lend(value):
        raise TypeError(f"a {type(value).__name__} cannot be handed to the code")
    number = peer.numbers.get(id(value))
    if number is None:
        number = peer.numbers[id(value)] = len(peer.lent)
        peer.lent.append(value)
    return number


def may_lend(value):
    """A module or a frame would lead the submission to the verdict."""
    return isinstance(value, (*FUNCTIONS, collections.abc.Iterator)) or is_of_tests(value)


def is_of_tests(value):
    kind = value if isinstance(value, type) else type(value)
    return kind.__module__ == TESTS


def encode(value, depth=0):
    if depth > MAX_DEPTH:
        raise ValueError("a value is nested too deeply to leave the sandbox")
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is int:
        small = -SAFE_INTEGER < value < SAFE_INTEGER
        return value if small else {"$": "int", "v": hex(value)}
    if kind is float:
        return value if math.isfinite(value) else {"$": "float", "v": repr(value)}
    if kind is list:
        return [encode(item, depth + 1) for item in value]
    return encode_other(value, kind, depth + 1)


def encode_other(value, kind, depth):
    if kind is Remote:
        return {"$": "yours", "v": object.__getattribute__(value, "number")}
    if kind in DICTS:
        pairs = [[encode(key, depth), encode(item, depth)] for key, item in value.items()]
        return {"$": "dict", "v": pairs}
    for tag, base in SEQUENCES.items():
        if kind is base:
            return {"$": tag, "v": [encode(item, depth) for item in value]}
    for tag, (base, text) in TEXTS.items():
        if kind is base:
            return {"$": tag, "v": text(value)}
    if kind is bytes or kind is bytearray:
        return {"$": kind.__name__, "v": value.hex()}
    if kind is range:
        return {"$": "range", "v": [encode(part) for part in (value.start, value.stop, value.step)]}
    if kind is datetime.timedelta:
        return {"$": "timedelta", "v": [value.days, value.seconds, value.microseconds]}
    if isinstance(value, tuple) and hasattr(kind, "_fields"):
        items = [encode(item, depth) for item in value]
        return {"$": "namedtuple", "v": items, "name": kind.__name__, "fields": kind._fields}
    if isinstance(value, type) and BUILTIN_TYPES.get(value.__name__) is value:
        return {"$": "type", "v": value.__name__}
    if isinstance(value, types.ModuleType):
        return {"$": "module", "v": value.__name__}
    return {"$": "mine", "v": lend(value), "type": kind.__name__}


def decode(value):
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    return decode_tagged(value["$"], value["v"], value)


def decode_tagged(tag, value, whole):
    if tag == "int":
        return int(value, 16)
    if tag == "float":
        return float(value)
    if tag == "dict":
        return {decode(key): decode(item) for key, item in value}
    if tag in SEQUENCES:
        return SEQUENCES[tag](decode(item) for item in value)
    if tag in FROM_TEXT:
        return FROM_TEXT[tag](value)
    if tag == "bytes" or tag == "bytearray":
        return BUILTIN_TYPES[tag].fromhex(value)
    if tag == "range":
        return range(*decode(value))
    if tag == "timedelta":
        return datetime.timedelta(*value)
    if tag == "namedtuple":
        kind = collections.namedtuple(whole["name"], whole["fields"])
        return kind(*decode(value))
    if tag == "type":
        return BUILTIN_TYPES[value]
    if tag == "module":
        return trusted_module(value)
    if tag == "yours":
        return peer.lent[value]
    if tag == "mine":
        return borrow(value, whole["type"])
    raise ValueError(f"unknown tag {tag!r}")


def trusted_module(name):
    """Of a module only its name is believed: this side imports its own."""
    if name.partition(".")[0] not in sys.stdlib_module_names:
        raise ImportError(f"no module named {name!r}")
    return importlib.import_module(name)


def borrow(number, kind):
    if number not in peer.borrowed:
        peer.borrowed[number] = Remote(number, kind)
    return peer.borrowed[number]
