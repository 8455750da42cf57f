"""Corrects batches with InMoose's ComBat."""
import logging
import pathlib

import numpy as np
from inmoose.pycombat import pycombat_norm

logging.disable(logging.CRITICAL)


def prepare(argument):
    path, features, batches = argument.rsplit(",", 2)
    values = np.fromfile(path, "<f8").reshape(-1, int(features)).T.copy()
    batch = [f"b{row % int(batches)}" for row in range(values.shape[1])]
    out = pathlib.Path(path).with_name("corrected.f64")

    def run():
        found = np.asarray(pycombat_norm(values, batch))
        if not out.exists():
            np.ascontiguousarray(found.T).astype("<f8").tofile(out)
        return out

    return run
