import type { Attack } from './attack.ts';

/** Takes back what the harness took away and finds the JavaScript objects that are left. */
const HOST = `
import gc, sys
for name in [name for name, module in sys.modules.items() if module is None]:
    del sys.modules[name]
import pyodide.ffi

def proxies():
    for thing in gc.get_objects():
        for inner in gc.get_referents(thing):
            if isinstance(inner, pyodide.ffi.JsProxy):
                yield inner

def Function():
    for proxy in proxies():
        if callable(proxy) and hasattr(proxy, "constructor"):
            return proxy.constructor

def host(code):
    return Function().new("return " + code)()
`;

const BLOCKED = /^error: ModuleNotFoundError: .*halted; None in sys.modules/;
const NO_CODE = /^error: .*EvalError: Code generation from strings disallowed/s;
const NO_FUNCTION =
  /^error: (AttributeError|OSError|RuntimeError|NotImplementedError|PermissionError)/;
const NO_FILE = /^error: FileNotFoundError/;
const UNREACHABLE = /^error: (OSError|URLError|ConnectionError|TimeoutError|RuntimeError)/;

/** Whatever an attack gets hold of counts. */
const ATTACK = `
def attack():
    return "open sesame" if steal() else "nothing"
`;

/** An attack that can be made beside others, in one process. */
interface PythonAttack extends Attack {
  readonly prelude: string;
  /** Lines of the body of a function that returns what it got. */
  readonly lines: readonly string[];
}

function attack(name: string, body: string, outcome: RegExp, prelude = ''): PythonAttack {
  const lines = body.trim().split('\n');
  const code = `${prelude}\n${functionOf('steal', lines)}\n${ATTACK}`;
  return { name, code, outcome, prelude, lines };
}

function functionOf(name: string, lines: readonly string[]): string {
  return `def ${name}():\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

/** Makes all its attacks and prints how each ended, as a process of its own would have told. */
const ATTACK_ALL = `
def attack():
    for steal in ATTACKS:
        try:
            print("passed: " if steal() else "failed: nothing")
        except BaseException as error:
            print(f"error: {type(error).__name__}: {error}".replace("\\n", " ")[:400])
    return "done"
`;

/** Attacks that need a process each, because they end it. */
const FATAL: readonly RegExp[] = [/^ctypes, /, /^os\.system$/];

export function isFatal({ name }: Attack): boolean {
  return FATAL.some((pattern) => pattern.test(name));
}

/** The attacks as programs of many: those that first break out of the harness, and the others. */
export function attackPrograms(): readonly { code: string; attacks: readonly Attack[] }[] {
  const harmless = PYTHON_ATTACKS.filter((candidate) => !isFatal(candidate));
  return ['', HOST].map((prelude) => {
    const attacks = harmless.filter((candidate) => candidate.prelude === prelude);
    const steals = attacks.map(({ lines }, index) => functionOf(`steal_${index}`, lines));
    const names = attacks.map((_, index) => `steal_${index}`).join(', ');
    return {
      code: `${prelude}\n${steals.join('\n')}\nATTACKS = [${names}]\n${ATTACK_ALL}`,
      attacks,
    };
  });
}

export const PYTHON_ATTACKS: readonly PythonAttack[] = [
  // JavaScript by the front door.
  attack('import js', 'import js\nreturn js.process.version', BLOCKED),
  attack('import pyodide_js', 'import pyodide_js\nreturn str(pyodide_js.FS)', BLOCKED),
  attack('run_js', 'from pyodide.code import run_js\nreturn run_js("process.version")', BLOCKED),
  attack('micropip', 'import micropip\nreturn micropip.install("x")', BLOCKED),

  // JavaScript by the back door: what is blocked is put back first.
  attack(
    'js after it is put back',
    'import js\njs.process.kill(@PARENT, 9)\nreturn True',
    /^error: ModuleNotFoundError: No module named 'js'/,
    HOST,
  ),
  attack(
    'mountNodeFS',
    'import pyodide_js\npyodide_js.mountNodeFS("/mnt", "@FILE".rpartition("/")[0])\nreturn open("/mnt/secret.txt").read()',
    /^error: ModuleNotFoundError: No module named 'pyodide_js'/,
    HOST,
  ),
  attack(
    'a mounted disk through any file system object',
    `
for proxy in proxies():
    system = getattr(proxy, "FS", None) or getattr(proxy, "_FS", None)
    if system is not None:
        system.mkdir("/disk")
        options = system.constructor.new()
        options.root = "@FILE".rpartition("/")[0]
        system.mount(system.filesystems.NODEFS, options, "/disk")
        return open("/disk/secret.txt").read()
raise LookupError("no file system object")`,
    /^error: (LookupError|pyodide.ffi.JsException|JsException|TypeError|AttributeError)/,
    HOST,
  ),
  attack(
    'run_js after it is put back',
    'from pyodide.code import run_js\nreturn run_js("process.version")',
    /^error: (ModuleNotFound|Import)Error/,
    HOST,
  ),
  attack('constructor chain', 'return host("process.version")', NO_CODE, HOST),
  attack(
    'constructor chain to files',
    `return host("process.getBuiltinModule('fs').readFileSync('@FILE','utf8')")`,
    NO_CODE,
    HOST,
  ),
  attack(
    'constructor chain to SQLite',
    `host("new (process.getBuiltinModule('node:sqlite').DatabaseSync)('@OUT').exec('create table t(a)')")\nreturn True`,
    NO_CODE,
    HOST,
  ),
  attack(
    'constructor chain to kill',
    'host("process.kill(@PARENT, 9)")\nreturn True',
    NO_CODE,
    HOST,
  ),
  attack('process.binding', `return str(host("process.binding('spawn_sync')"))`, NO_CODE, HOST),
  attack('dynamic import', `return str(host("import('node:net')"))`, NO_CODE, HOST),
  attack('fetch', `return str(host("fetch('http://127.0.0.1:@PORT')"))`, NO_CODE, HOST),
  attack('Worker', `return str(host("new Worker('data:text/javascript,0')"))`, NO_CODE, HOST),
  attack('WebAssembly', 'return str(host("new WebAssembly.Memory({initial: 1})"))', NO_CODE, HOST),
  attack('SharedArrayBuffer', 'return str(host("new SharedArrayBuffer(8)"))', NO_CODE, HOST),
  attack(
    'a global left on any object',
    `
for proxy in proxies():
    for name in ("process", "globalThis", "global", "fetch"):
        if hasattr(proxy, name):
            return str(getattr(proxy, name))
raise LookupError("nothing")`,
    /^error: LookupError/,
    HOST,
  ),

  // The environment of the process that started it, where keys may be.
  attack('the environment of the parent', 'return open("/proc/@HOST/environ").read()', NO_FILE),
  attack(
    'a mounted /proc',
    `
for proxy in proxies():
    system = getattr(proxy, "FS", None) or getattr(proxy, "_FS", None)
    if system is not None:
        system.mkdir("/processes")
        options = system.constructor.new()
        options.root = "/proc/@HOST"
        system.mount(system.filesystems.NODEFS, options, "/processes")
        return open("/processes/environ").read()
raise LookupError("no file system object")`,
    /^error: (LookupError|pyodide.ffi.JsException|JsException|TypeError|AttributeError)/,
    HOST,
  ),
  attack(
    'ptrace by ctypes',
    'import ctypes\nreturn ctypes.CDLL(None).ptrace(16, @HOST, 0, 0) == 0',
    BLOCKED,
  ),

  // Machine code.
  attack('ctypes', 'import ctypes\nreturn ctypes.CDLL(None).system(b"true") == 0', BLOCKED),
  attack(
    'ctypes, system()',
    'import ctypes\nreturn ctypes.CDLL(None).system(b"cat @FILE > @OUT") == 0',
    /^error: .*(no module can be loaded|ERR_ACCESS_DENIED)/s,
    HOST,
  ),
  attack(
    'ctypes, a script of Emscripten',
    'import ctypes\nctypes.CDLL(None).emscripten_run_script(b"process.kill(@PARENT, 9)")\nreturn True',
    NO_CODE,
    HOST,
  ),
  attack(
    'ctypes, a wild pointer',
    'import ctypes\nreturn ctypes.string_at(0xFFFFFFF0, 64).hex()',
    /^error: /,
    HOST,
  ),

  // Processes.
  attack(
    'subprocess',
    'import subprocess\nreturn subprocess.check_output(["cat", "@FILE"]).decode()',
    BLOCKED,
  ),
  attack(
    'subprocess after it is put back',
    'import subprocess\nreturn subprocess.check_output(["cat", "@FILE"]).decode()',
    NO_FUNCTION,
    HOST,
  ),
  attack('os.system', 'import os\nreturn os.system("cat @FILE > @OUT") == 0', /^error: /),
  attack('os.popen', 'import os\nreturn os.popen("cat @FILE").read()', /^error: /),
  attack('os.fork', 'import os\nos.fork()\nreturn True', NO_FUNCTION),
  attack('os.execv', 'import os\nos.execv("/bin/cat", ["cat", "@FILE"])\nreturn True', NO_FUNCTION),
  attack(
    'os.posix_spawn',
    'import os\nos.posix_spawn("/bin/cat", ["cat"], {})\nreturn True',
    NO_FUNCTION,
  ),
  attack(
    'multiprocessing',
    'import multiprocessing\nmultiprocessing.Process(target=print).start()\nreturn True',
    BLOCKED,
  ),
  attack(
    'a thread',
    'import threading\nthreading.Thread(target=print).start()\nreturn True',
    /^error: RuntimeError: can't start new thread/,
  ),
  attack(
    'kill the parent',
    'import os\nos.kill(os.getppid(), 9)\nos.kill(@PARENT, 9)\nreturn True',
    /^error: /,
  ),
  attack('killpg', 'import os\nos.killpg(0, 9)\nreturn True', /^error: /),

  // Files and environment.
  attack('read a file', 'return open("@FILE").read()', NO_FILE),
  attack('read a file by a way up', 'return open("/home/../../../..@FILE").read()', NO_FILE),
  attack(
    'read by a link',
    'import os\nos.symlink("@FILE", "/tmp/link")\nreturn open("/tmp/link").read()',
    NO_FILE,
  ),
  attack('/etc/passwd', 'return open("/etc/passwd").readline()', NO_FILE),
  attack('/proc/self/environ', 'return open("/proc/self/environ").read()', NO_FILE),
  attack('/proc/self/root', 'return open("/proc/self/root@FILE").read()', NO_FILE),
  attack('/dev/mem', 'return open("/dev/mem", "rb").read(1).hex()', NO_FILE),
  attack(
    'other descriptors',
    `
import os
for descriptor in range(3, 64):
    try:
        os.write(descriptor, b"x")
        return True
    except OSError:
        pass
raise OSError("no other descriptor")`,
    /^error: OSError: no other descriptor/,
  ),
  attack(
    'write a file',
    'import os\nos.makedirs(os.path.dirname("@OUT"))\nopen("@OUT", "w").write("x")',
    /^failed: .*nothing/,
  ),
  attack(
    'sqlite3',
    'import sqlite3\nreturn sqlite3.connect("@OUT")',
    /^error: ModuleNotFoundError/,
  ),
  attack('environment', 'import os\nreturn os.environ["SANDBOX_BAIT"]', /^error: KeyError/),

  // Network.
  attack('socket', 'import socket\nreturn socket.create_connection(("127.0.0.1", @PORT))', BLOCKED),
  attack(
    'socket after it is put back',
    'import socket\nsocket.create_connection(("127.0.0.1", @PORT), 2).send(b"GET / HTTP/1.0\\r\\n\\r\\n")\nreturn True',
    UNREACHABLE,
    HOST,
  ),
  attack(
    'urllib',
    'import urllib.request\nreturn urllib.request.urlopen("http://127.0.0.1:@PORT").read().decode()',
    BLOCKED,
  ),
  attack(
    'urllib after it is put back',
    'import urllib.request\nreturn urllib.request.urlopen("http://127.0.0.1:@PORT").read().decode()',
    UNREACHABLE,
    HOST,
  ),
  attack(
    'http.client',
    'import http.client\nhttp.client.HTTPConnection("127.0.0.1", @PORT).request("GET", "/")\nreturn True',
    BLOCKED,
  ),
  attack(
    'pyodide.http',
    'from pyodide.http import open_url\nreturn open_url("http://127.0.0.1:@PORT").read()',
    /^error: (ModuleNotFound|Import|Name)Error/,
    HOST,
  ),
];
