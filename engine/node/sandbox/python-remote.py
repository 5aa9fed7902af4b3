"""What stays on the other side, and how it is spoken to. Second of three files."""


class Remote:
    """An object of the other side.

    Nothing that a test compares it with is sent over: an object that answered `==`, `<`, `-` or `in`
    by itself would be told the expected value and asked whether it is right. Two objects of the
    other side may be compared there, because then nothing of this side is involved.
    """

    def __init__(self, number, kind):
        object.__setattr__(self, "number", number)
        object.__setattr__(self, "kind", kind)

    def __call__(self, *args, **kwargs):
        return request("call", self, args, kwargs)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return request("get", self, (name,))

    def __setattr__(self, name, value):
        request("set", self, (name, value))

    def __bool__(self):
        return request("bool", self) is True

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other or both(self, other) and request("eq", self, (other,)) is True

    def __ne__(self, other):
        return not self == other

    def __instancecheck__(self, other):
        return both(self, other) and request("isinstance", other, (self,)) is True

    def __contains__(self, item):
        return any(other is item or other == item for other in self)


def both(one, other):
    return type(one) is Remote and type(other) is Remote


def forwarded(name):
    return lambda self, *args: request(name, self, args)


def compared(name):
    return lambda self, *args: (
        request(name, self, args) if all(type(arg) is Remote for arg in args) else NotImplemented
    )


OPERATIONS = {
    "call": lambda target, *args, **kwargs: target(*args, **kwargs),
    "get": getattr,
    "set": setattr,
    "bool": bool,
    "eq": operator.eq,
    "isinstance": isinstance,
    "iter": iter,
    "next": next,
    "len": len,
    "str": str,
    "repr": repr,
    "getitem": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
}
COMPARISONS = ("lt", "le", "gt", "ge", "add", "sub", "mul", "truediv", "matmul", "and_", "or_")

for name in ("iter", "next", "len", "str", "repr", "getitem", "setitem", "delitem"):
    setattr(Remote, f"__{name}__", forwarded(name))
for name in COMPARISONS:
    OPERATIONS[name] = getattr(operator, name)
    setattr(Remote, f"__{name.rstrip('_')}__", compared(name))


def request(what, remote, args=(), kwargs={}):
    number = object.__getattribute__(remote, "number")
    words = {name: encode(item) for name, item in kwargs.items()}
    send({"op": "call", "what": what, "on": number, "args": encode(list(args)), "kwargs": words})
    reply = receive()
    while reply["op"] == "call":
        answer(reply)
        reply = receive()
    if reply["op"] == "raise":
        raise exception_of(reply)
    write_back(args, reply.get("changed") or {})
    return decode(reply["value"])


def exception_of(reply):
    """An exception of this side's own; one that would end the interpreter is made harmless."""
    kind = next((EXCEPTIONS[name] for name in reply["kinds"] if name in EXCEPTIONS), RuntimeError)
    message = str(reply["message"])
    own = kind.__name__ == reply["kinds"][0]
    try:
        error = kind(message if own else f"{reply['kinds'][0]}: {message}")
    except TypeError:
        error = RuntimeError(message)
    error.of_submission = True
    return error


def write_back(args, changed):
    """A function may change the list it is given, and a test may look at it."""
    for index, value in changed.items():
        target, value = args[int(index)], decode(value)
        if type(target) is not type(value):
            raise TypeError("an argument came back as another type")
        if isinstance(target, (list, bytearray)):
            target[:] = value
        elif isinstance(target, (dict, set)):
            target.clear()
            target.update(value)


def answer(message):
    try:
        send(answer_to(message))
    except RecursionError:
        send(raised(RecursionError("maximum recursion depth exceeded")))


def answer_to(message):
    try:
        target, what = peer.lent[message["on"]], message["what"]
        args = decode(message["args"])
        kwargs = {name: decode(item) for name, item in message["kwargs"].items()}
        if peer.role == TESTS:
            guard(target, what, args)
        before = [json.dumps(item) for item in message["args"]]
        value = OPERATIONS[what](target, *args, **kwargs)
        return {"op": "return", "value": encode(value), "changed": changes(before, args)}
    except BaseException as error:
        return raised(error)


def guard(target, what, args):
    """The submission may call a function of the tests and use public attributes of their objects."""
    is_attribute = what in ("get", "set") and is_of_tests(target)
    is_public = is_attribute and type(args[0]) is str and not args[0].startswith("_")
    if what not in ("call", "iter", "next", "len", "bool", "getitem") and not is_public:
        raise TypeError(f"the tests do not lend {what!r}")


def changes(before, args):
    mutable = (list, dict, set, bytearray)
    return {
        str(index): encode(item)
        for index, item in enumerate(args)
        if type(item) in mutable and json.dumps(encode(item)) != before[index]
    }


def raised(error):
    kinds = [kind.__name__ for kind in type(error).__mro__]
    line = line_in(error, "submission.py")
    place = "" if line is None else f" (line {line})"
    return {"op": "raise", "kinds": kinds, "message": f"{text_of(error)[:400]}{place}"}


def text_of(error):
    try:
        return str(error)
    except BaseException:
        return "an error without words"


def line_in(error, file):
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno
    frames = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename == file]
    return lines[-1] if lines else None
