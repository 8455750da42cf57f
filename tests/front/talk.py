"""Talks to the kernel as a notebook editor does, and prints what comes back, one JSON a line.

Standard input: {"folder": …, "cells": [{"code": …, "stop": text or null}, …]}; Stop is pressed a
moment after the cell has put out the text.
Every line is {"cell": number from 1, "type": message type, "content": …}; a cell that does not end
within 60 s gives the type "timeout".
"""

import json
import sys
import time

from jupyter_client.manager import KernelManager


def say(cell, kind, content):
    print(json.dumps({"cell": cell, "type": kind, "content": content}), flush=True)


def main(folder, cells):
    manager = KernelManager(kernel_name="deno")
    manager.start_kernel(cwd=folder)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        requests = {}
        for number, cell in enumerate(cells, 1):
            requests[client.execute(cell["code"])] = number
            started, stop, ended = time.monotonic(), None, None
            text = cell.get("stop")
            # A moment longer than the cell, because what belongs to it may follow.
            while ended is None or stop is not None or time.monotonic() < ended + 0.3:
                if time.monotonic() > started + 60:
                    say(number, "timeout", {})
                    break
                if stop is not None and time.monotonic() > stop:
                    manager.interrupt_kernel()
                    stop = None
                try:
                    message = client.get_iopub_msg(timeout=0.05)
                except Exception:
                    continue
                kind, content = message["msg_type"], message["content"]
                owner = requests.get(message["parent_header"].get("msg_id"))
                if kind == "status":
                    if owner == number and content["execution_state"] == "idle":
                        ended = time.monotonic()
                elif kind != "execute_input" and owner is not None:
                    say(owner, kind, content)
                    if text is not None and text in json.dumps(content):
                        text, stop = None, time.monotonic() + 0.2
    finally:
        client.stop_channels()
        manager.shutdown_kernel()


if __name__ == "__main__":
    main(**json.loads(sys.stdin.read()))
