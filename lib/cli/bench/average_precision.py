"""Takes mean average precision against controls with copairs, on one worker."""
import json
import logging
import pathlib
import tempfile

import numpy as np
import pandas as pd
from copairs.map import average_precision, mean_average_precision

logging.disable(logging.CRITICAL)


def prepare(argument):
    folder, permutations = argument.rsplit(",", 1)
    meta = pd.DataFrame(json.loads(pathlib.Path(folder, "meta.json").read_text()))
    meta["control"] = meta["compound"] == "DMSO"
    values = np.fromfile(pathlib.Path(folder, "values.f32"), "<f4").reshape(len(meta), -1)

    def run():
        scores = average_precision(meta, values, pos_sameby=["compound"], pos_diffby=[],
                                   neg_sameby=["plate"], neg_diffby=["control"],
                                   progress_bar=False)
        scores = scores[~scores["control"]]
        # It keeps its null on disk, which would make the second run another one.
        with tempfile.TemporaryDirectory() as cache:
            found = mean_average_precision(scores, ["compound"], null_size=int(permutations),
                                           threshold=0.05, seed=1, progress_bar=False,
                                           max_workers=1, cache_dir=cache)
        return found["mean_average_precision"].mean()

    return run
