"""Runs one notebook in its kernel and says what happens, one JSON object a line.

The request is one JSON line on standard input: notebook, output, folder, kernel, timeout [s].
Standard input then stays open; when it closes, the caller is gone and the kernel is stopped.
"""

import asyncio
import json
import logging
import os
import signal
import sys
import threading
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

stopping = threading.Event()
MARK = "c2s-answer:"
TALLY = """JSON.stringify(globalThis[Symbol.for("c2s.shown")] ?? { shown: 0, updates: {} })"""


def say(event, **facts):
    sys.stdout.write(json.dumps({"event": event, **facts}) + "\n")
    sys.stdout.flush()


def save(notebook, path):
    """The file is there whole or not at all."""
    partial = f"{path}.{os.getpid()}.partial"
    try:
        with open(partial, "w", encoding="utf-8") as file:
            nbformat.write(notebook, file)
        os.replace(partial, path)
    except OSError:
        if os.path.exists(partial):
            os.remove(partial)
        raise


async def ask(client, expression):
    """An expression's value, which is JSON, asked for by a cell that is in no notebook."""
    for _ in range(5):
        request = client.kc.execute(
            f"console.log({json.dumps(MARK)} + {expression})", store_history=False)
        text, until = "", time.monotonic() + 5
        while time.monotonic() < until:
            try:
                message = await asyncio.wait_for(client.kc.get_iopub_msg(timeout=1), 2)
            except Exception:
                continue
            if message["parent_header"].get("msg_id") != request:
                continue
            content = message["content"]
            if message["msg_type"] == "stream":
                text += content["text"]
            if message["msg_type"] == "status" and content["execution_state"] == "idle":
                break
        for line in text.splitlines():
            if line.startswith(MARK):
                return json.loads(line[len(MARK):])
    return None


def shown_error(cell, error):
    """The error as the cell shows it, which for a syntax error says more than the reply does."""
    shown = [output for output in cell.outputs if output.output_type == "error"]
    if not shown:
        return {"kind": "error", "name": error.ename, "message": error.evalue, "traceback": ""}
    name, message = shown[-1].ename, shown[-1].evalue
    return {"kind": "error", "name": name.split(":")[0], "message": message,
            "traceback": "\n".join(shown[-1].traceback)}


async def run_cells(client, notebook, solutions):
    """True when every cell ran, and after them every solution."""
    code = [(i, i + 1, c) for i, c in enumerate(notebook.cells) if c.cell_type == "code"]
    say("ready", cells=len(code))
    own = len(code)
    for solution in solutions:
        # At the end of the notebook for as long as it runs, because outputs are found by place.
        cell = nbformat.v4.new_code_cell(solution["source"])
        code.append((len(notebook.cells), solution["cell"], cell))
        notebook.cells.append(cell)
    for number, (index, shown_as, cell) in enumerate(code, 1):
        where = {"number": number, "cell": shown_as, "of": own if number <= own else len(code),
                 "solution": number > own}
        say("cell", **where, source=cell.source)
        started = time.monotonic()
        problem = None
        try:
            await client.async_execute_cell(cell, index)
        except CellExecutionError as error:
            problem = shown_error(cell, error)
        except CellTimeoutError:
            problem = {"kind": "timeout", "name": "Timeout", "traceback": "",
                       "message": f"the cell ran longer than {client.timeout} s"}
        except DeadKernelError:
            if stopping.is_set():
                raise asyncio.CancelledError from None
            problem = {"kind": "died", "name": "Kernel died", "traceback": "",
                       "message": "the kernel ended while this cell ran"}
        seconds = time.monotonic() - started
        if problem is not None:
            if problem["kind"] != "error":
                cell.outputs.append(nbformat.v4.new_output(
                    "error", ename=problem["name"], evalue=problem["message"], traceback=[]))
            say("failed", **where, source=cell.source, seconds=seconds, **problem)
            return False
        say("done", **where, seconds=seconds, outputs=len(cell.outputs))
    return True


async def run(request, listen):
    began, ok, started, answer = time.time(), False, False, None
    notebook = nbformat.read(request["notebook"], as_version=4)
    cells, solutions = len(notebook.cells), request["solutions"]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        kernel_name=request["kernel"],
        timeout=request["timeout"],
        startup_timeout=120,
        store_widget_state=False,
        record_timing=False,
        resources={"metadata": {"path": request["folder"]}},
    )
    try:
        async with client.async_setup_kernel():
            started = True
            listen()  # again, because nbclient has put its own handlers in place
            ok = await run_cells(client, notebook, solutions)
            if ok:
                say("tally", tally=await ask(client, TALLY))
                if request.get("ask"):
                    answer = await ask(client, request["ask"])
    finally:
        # A kernel that never started has nothing that may replace an earlier copy.
        if started:
            about = {**request["about"], "ok": ok, "began": began, "seconds": time.time() - began}
            if answer is not None:
                about["facts"] = answer
            if solutions:
                about["solutions"] = [
                    {"cell": solution["cell"], "outputs": cell.outputs}
                    for solution, cell in zip(solutions, notebook.cells[cells:])]
            notebook.cells = notebook.cells[:cells]
            notebook.metadata["c2s"] = about
            save(notebook, request["output"])
            say("saved", path=request["output"])


async def main(request):
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()

    def stop():
        # Only once: a second cancellation would interrupt the kernel's orderly end.
        if not stopping.is_set():
            stopping.set()
            task.cancel()

    def listen():
        for name in ("SIGINT", "SIGTERM"):
            try:
                loop.add_signal_handler(getattr(signal, name), stop)
            except NotImplementedError:  # Windows
                pass

    def watch():
        sys.stdin.read()
        loop.call_soon_threadsafe(stop)

    listen()
    threading.Thread(target=watch, daemon=True).start()
    try:
        await run(request, listen)
    except asyncio.CancelledError:
        say("stopped")
    except Exception as error:
        say("broken", message=f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(main(json.loads(sys.stdin.readline())))
    # A thread still reads standard input; nothing is left that must be waited for.
    sys.stdout.flush()
    os._exit(0)
