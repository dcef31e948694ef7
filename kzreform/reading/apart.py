"""Reading by libraries that a file may lead astray: in a process of its own, which may run late, run out or die.

PDFium and libxml2 are written in C. What they do with a hostile file cannot be interrupted from Python: not by a
deadline, not by Ctrl-C, and a crash would take the whole run with it. So one process reads for this one, file after
file, and is ended when it takes longer or more memory than it may; the next file gets another.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO

import msgspec

from kzreform.errors import ReadError, unexpected
from kzreform.reading.options import Options
from kzreform.records import Document

#: Bytes of memory that a reader may take, and how many more for each byte of the file.
_MEMORY, _MORE = 2_000_000_000, 10
#: After so many files a new process reads: what the libraries leave behind does not add up.
_FILES = 500
_LENGTH = 8

_COMMAND = "import sys; sys.path[:] = sys.argv[1:]; from kzreform.reading.apart import serve; serve()"


class Request(msgspec.Struct, frozen=True):
    """A file to read: the module of its format, its bytes and id, and what it may take."""

    format: str
    data: bytes
    id: str
    options: Options
    memory: int
    seconds: float


class Reply(msgspec.Struct, frozen=True):
    """The document, or why there is none; ``internal`` when that is an error of ours."""

    document: Document | None = None
    error: str = ""
    internal: bool = False


def parsed(format: str, data: bytes, id: str, options: Options) -> Document:
    """Make a document of a file's bytes by the module of its format; raises ``ReadError`` with the reason alone.

    With ``KZREFORM_DEBUG`` set it is read in this process, so that a traceback shows where it fails.
    """
    if os.environ.get("KZREFORM_DEBUG") or not options.apart:
        return _parse(format, data, id, options)
    seconds = options.seconds_for(data)
    request = Request(format, data, id, options, _MEMORY + _MORE * len(data), seconds)
    with _LOCK:
        reply = _reader().ask(request)
    if reply.document is None:
        raise ReadError(reply.error)
    return reply.document


def _parse(format: str, data: bytes, id: str, options: Options) -> Document:
    try:
        document = import_module(f"kzreform.reading.{format}").parse(data, id, options)
        assert isinstance(document, Document)
    except RecursionError as error:
        raise ReadError("it is nested too deeply") from error
    return document


class _Reader:
    """The process that reads, begun for the first file."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._process: subprocess.Popen[bytes] | None = None
        self._files = 0
        self._late = False

    def ask(self, request: Request) -> Reply:
        """Have a file read."""
        process = self._process = self._process or _begun()
        self._files += 1
        self._late = False
        timer = threading.Timer(request.seconds, self._give_up, (process,))
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            _send(process.stdin, msgspec.msgpack.encode(request))
            answer = _take(process.stdout)
            reply = msgspec.msgpack.decode(answer, type=Reply) if answer else None
        except OSError:  # it has died while it was told
            reply = None
        except BaseException:  # Ctrl-C: what it answers is no longer waited for
            self.stop()
            raise
        finally:
            timer.cancel()
        if reply is None:
            self.stop()
            return Reply(error=self._death(process, request))
        if self._files >= _FILES:
            self.stop()
        return reply

    def stop(self) -> None:
        """End the process."""
        process, self._process, self._files = self._process, None, 0
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # it still held what could not be sent
                    pipe.close()

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        process.kill()

    def _death(self, process: subprocess.Popen[bytes], request: Request) -> str:
        code = process.returncode
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"exit code {code}"
        if self._late or name == "SIGXCPU":
            return f"it could not be read within {request.seconds:,.0f} seconds"
        return f"its reader died of it ({name}): damaged, too large or made to do harm"


def _begun() -> subprocess.Popen[bytes]:
    # -P: what lies in the folder that one works in is never imported; it may be somebody else's.
    path = [place or str(Path.cwd()) for place in sys.path]
    command = [sys.executable, "-P", "-c", _COMMAND, *path]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


_LOCK = threading.Lock()
_READERS: list[_Reader] = []


def _reader() -> _Reader:
    # After a fork the process is another's, and so are its pipes.
    if not _READERS or _READERS[0].owner != os.getpid():
        _READERS[:] = [_Reader()]
    return _READERS[0]


@atexit.register
def _stop() -> None:
    if _READERS and _READERS[0].owner == os.getpid():
        _READERS[0].stop()


def serve() -> None:
    """Read for the process that began this one until there is none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both; that process ends this one
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is not an answer
    while told := _take(requests):
        request = msgspec.msgpack.decode(told, type=Request)
        _bound(request)
        try:
            reply = _answer(request)
        except MemoryError:
            reply = Reply(error=f"to read it takes more than {request.memory // 1_000_000:,} MB of memory")
        try:
            _send(replies, msgspec.msgpack.encode(reply))
        except BrokenPipeError:
            return


def _answer(request: Request) -> Reply:
    try:
        return Reply(_parse(request.format, request.data, request.id, request.options))
    except ReadError as error:
        return Reply(error=error.message)
    except MemoryError:
        raise
    except Exception as error:
        return Reply(error=f"cannot be read: {unexpected(error)}")


def _bound(request: Request) -> None:
    """Let the system end this process should nobody be left to do it, or should it take too much memory."""
    try:
        import resource
    except ImportError:  # Windows
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(usage.ru_utime + usage.ru_stime + request.seconds) + 2
    for kind, amount in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, request.memory)):
        most = resource.getrlimit(kind)[1]
        try:
            resource.setrlimit(kind, (amount if most == resource.RLIM_INFINITY else min(amount, most), most))
        except (ValueError, OSError):  # not every system has each of them
            continue


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(len(data).to_bytes(_LENGTH, "big"))
    pipe.write(data)
    pipe.flush()


def _take(pipe: IO[bytes]) -> bytes:
    """Take what was sent; nothing when the pipe ends before all has come."""
    length = pipe.read(_LENGTH)
    if len(length) < _LENGTH:
        return b""
    size = int.from_bytes(length, "big")
    data = pipe.read(size)
    return data if len(data) == size else b""
