"""Runs the Deno kernel so that Stop works in every cell.

Usage: run_kernel.py CONNECTION_FILE DENO

Deno answers Stop by ending the JavaScript that runs at that moment. That is right for a loop, but a
cell that waits (for a worker, a download, the network's next step) has no JavaScript running then:
the next bit that runs is lost, the cell never ends, and the kernel is of no more use. So this
program takes the front end's control channel, and passes everything on, but for Stop: it first
sends SIGINT, on which the library (lib/show/stop.ts) ends its work at the next step; only where
nobody answers although the processor is at work, because JavaScript is running, it lets Deno end
that.
"""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

import psutil
import zmq
from jupyter_client.session import Session

# Time [s] and time of the processor [s] in which a kernel that is not looping has answered.
PATIENCE, WORK = 1.0, 0.5
HEARD = "Stop: "
MARK = b"<IDS|MSG>"


def free_port(host):
    with socket.socket() as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def die_with_parent():
    """Where the front end kills this program, Deno must not live on (Linux only)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def start(deno, connection):
    """Deno on a connection file of its own; without a listener it does not mind SIGINT."""
    handle, path = tempfile.mkstemp(prefix="c2s-kernel-", suffix=".json")
    with os.fdopen(handle, "w") as file:
        json.dump(connection, file)
    argv = [deno, "jupyter", "--kernel", "--conn", path]
    before = {} if os.name == "nt" else {"preexec_fn": die_with_parent}
    return subprocess.Popen(argv, **before), path


def split(frames):
    """Header and content of a message, or nothing."""
    try:
        at = frames.index(MARK)
        return json.loads(frames[at + 2]), frames[at + 5]
    except (ValueError, IndexError):
        return {}, b""


class Stopper:
    """Passes the control channel on and deals with Stop."""

    def __init__(self, front, child, path, control, deno, iopub):
        self.child, self.path = child, path
        self.control, self.deno, self.iopub = control, deno, iopub
        self.session = Session(
            key=front["key"].encode(), signature_scheme=front["signature_scheme"])
        self.process = psutil.Process(child.pid)
        self.busy, self.waiting, self.until, self.work = True, None, 0.0, 0.0

    def worked(self):
        """Time of the processor that Deno has used [s]."""
        try:
            times = self.process.cpu_times()
        except psutil.Error:
            return 0.0
        return times.user + times.system

    def from_front(self, frames):
        header, _ = split(frames)
        stop = header.get("msg_type") == "interrupt_request"
        if stop and self.busy and os.name != "nt":
            self.waiting = frames
            self.until, self.work = time.monotonic() + PATIENCE, self.worked() + WORK
            self.child.send_signal(signal.SIGINT)
        else:
            self.deno.send_multipart(frames)

    def forget_file(self):
        """Deno has read its connection file once it speaks; a killed kernel would leave it."""
        if self.path is not None:
            os.remove(self.path)
            self.path = None

    def from_iopub(self, frames):
        self.forget_file()
        header, content = split(frames)
        kind = header.get("msg_type")
        if kind == "status":
            self.busy = json.loads(content)["execution_state"] == "busy"
        heard = kind == "stream" and json.loads(content)["text"].startswith(HEARD)
        if self.waiting is not None and (heard or not self.busy):
            at = self.waiting.index(MARK)
            parent = {"header": json.loads(self.waiting[at + 2])}
            self.session.send(
                self.control, "interrupt_reply", {"status": "ok"}, parent=parent,
                ident=self.waiting[:at])
            self.waiting = None

    def tick(self):
        if self.waiting is None or time.monotonic() < self.until:
            return
        if self.worked() > self.work:
            self.deno.send_multipart(self.waiting)
            self.waiting = None

    def run(self):
        poller = zmq.Poller()
        for channel in (self.control, self.deno, self.iopub):
            poller.register(channel, zmq.POLLIN)
        while self.child.poll() is None:
            ready = dict(poller.poll(100))
            if self.iopub in ready:
                self.from_iopub(self.iopub.recv_multipart())
            if self.control in ready:
                self.from_front(self.control.recv_multipart())
            if self.deno in ready:
                self.control.send_multipart(self.deno.recv_multipart())
            self.tick()
        while self.deno.poll(50):
            self.control.send_multipart(self.deno.recv_multipart())


def main(connection_file, deno):
    with open(connection_file) as file:
        front = json.load(file)
    host = front["ip"]
    own = {**front, "control_port": free_port(host)}
    # Ctrl-C and Stop are for the kernel, which hears of them by message.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    context = zmq.Context()
    control, passed, iopub = (context.socket(kind) for kind in (zmq.ROUTER, zmq.DEALER, zmq.SUB))
    iopub.setsockopt(zmq.SUBSCRIBE, b"")
    address = f"{front['transport']}://{host}:"
    control.bind(f"{address}{front['control_port']}")
    passed.connect(f"{address}{own['control_port']}")
    iopub.connect(f"{address}{front['iopub_port']}")
    child, path = start(deno, own)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    stopper = Stopper(front, child, path, control, passed, iopub)
    try:
        stopper.run()
    finally:
        child.kill()
        stopper.forget_file()
        context.destroy(linger=200)
    return child.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
