"""The two sides, and what a process does from its start. Third of three files."""


def load_submission(message):
    module = types.ModuleType(SUBMISSION)
    sys.modules[SUBMISSION] = module
    try:
        exec(compile(message["code"], "submission.py", "exec", dont_inherit=True), module.__dict__)
        found = {name: module.__dict__[name] for name in message["names"] if name in module.__dict__}
        return {"op": "return", "value": {name: encode(item) for name, item in found.items()}}
    except BaseException as error:
        return raised(error)


def prepare_tests(source):
    """What the tests say and the names they use; the submission has not run yet."""
    tree = ast.parse(source, "tests.py")
    compile(tree, "tests.py", "exec", dont_inherit=True)
    nodes = list(ast.walk(tree))
    bases = {node.value.id for node in nodes if is_attribute(node)}
    own = {node.attr for node in nodes if is_attribute(node) and node.value.id == SUBMISSION}
    used = {node.id for node in nodes if isinstance(node, ast.Name)} - BUILTIN_NAMES - {SUBMISSION}
    return types.SimpleNamespace(tree=tree, lines=source.splitlines(), bases=bases, used=used, own=own)


def is_attribute(node):
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)


def namespace_of(prepared, names):
    module = types.ModuleType(TESTS)
    sys.modules[TESTS] = module
    values = {name: decode(value) for name, value in names.items() if not name.startswith("__")}
    module.submission = types.SimpleNamespace(**values)
    for name in prepared.used & values.keys():
        # `math.isclose` has to be the real one, also where only the submission imports it.
        is_module = name in prepared.bases and name in sys.stdlib_module_names
        setattr(module, name, trusted_module(name) if is_module else values[name])
    return module.__dict__


def run_tests(prepared, names):
    verdict = {"op": "verdict", "passed": 0, "total": 0, "kind": None, "message": ""}
    try:
        scope = namespace_of(prepared, names)
        for statement in prepared.tree.body:
            run_statement(statement, scope, verdict, prepared.lines)
    except BaseException as error:
        fail(verdict, error, prepared.lines)
    return verdict


def run_statement(statement, scope, verdict, lines):
    """An assertion or a call on its own is one test; the others are run whatever becomes of it."""
    code = compile(ast.Module([statement], []), "tests.py", "exec", dont_inherit=True)
    if not is_test(statement):
        exec(code, scope)
        return
    verdict["total"] += 1
    try:
        exec(code, scope)
        verdict["passed"] += 1
    except Exception as error:
        fail(verdict, error, lines)


def is_test(statement):
    call = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
    return call or isinstance(statement, ast.Assert)


def fail(verdict, error, lines):
    """Only the first failure is told."""
    if verdict["kind"] is not None:
        return
    verdict["kind"] = type(error).__name__
    verdict["of_submission"] = getattr(error, "of_submission", False)
    line = line_in(error, "tests.py")
    place = "" if line is None else lines[line - 1].strip()
    verdict["message"] = ": ".join(part for part in (verdict["kind"], text_of(error), place) if part)


def strip():
    """Code can undo most of this; it only costs an honest mistake less than what comes after."""
    sys.modules["_pyodide._importhook"].jsfinder.jsproxies.clear()
    for name in BLOCKED:
        sys.modules[name] = None
    sys.stdin = io.StringIO("")
    sys.stdout.reconfigure(line_buffering=True)
    sys.stderr = sys.stdout
    random.seed(0)


def serve():
    strip()
    first = receive()
    if first["op"] == "load":
        serve_submission(first)
    else:
        serve_tests(first)


def serve_submission(first):
    peer.__init__(SUBMISSION)
    send(load_submission(first))
    while True:
        message = receive()
        answer(message)
        sys.stdout.flush()


def serve_tests(message):
    """The same tests may be asked for again: no code but their own has run here."""
    while True:
        peer.__init__(TESTS)
        random.seed(0)
        judge(message["tests"])
        sys.stdout.flush()
        message = receive()


def judge(source):
    try:
        prepared = prepare_tests(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        send({"op": "broken", "message": f"{type(error).__name__}: {error}"})
        return
    send({"op": "needs", "names": sorted(prepared.used | prepared.own)})
    send(run_tests(prepared, receive()["value"]))
