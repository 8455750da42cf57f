"""Makes a t-SNE with openTSNE, by its own defaults and a seed, on one core."""
import pathlib

import numpy as np
from openTSNE import TSNE


def prepare(argument):
    path, columns = argument.rsplit(",", 1)
    values = np.fromfile(path, "<f4").reshape(-1, int(columns))
    out = pathlib.Path(path).with_name("tsne.f32")

    def run():
        np.asarray(TSNE(random_state=1, n_jobs=1).fit(values)).astype("<f4").tofile(out)
        return out

    return run
