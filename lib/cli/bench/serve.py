"""Runs one peer: a line "run" on standard input makes one run, answered by its seconds and its result.

Started as: python serve.py SCRIPT ARGUMENT. The script defines prepare(argument), which returns a
function that does one run.
"""
import importlib.util
import json
import resource
import sys
import time

spec = importlib.util.spec_from_file_location("peer", sys.argv[1])
peer = importlib.util.module_from_spec(spec)
spec.loader.exec_module(peer)
run = peer.prepare(sys.argv[2])
print(json.dumps({"ready": True}), flush=True)
for _ in sys.stdin:
    started = time.perf_counter()
    result = run()
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({"seconds": seconds, "peakBytes": peak, "result": str(result)}), flush=True)
