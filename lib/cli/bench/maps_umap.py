"""Makes a UMAP with umap-learn, by its own defaults and a seed, on one core."""
import pathlib
import warnings

import numpy as np
import umap

warnings.filterwarnings("ignore")  # of seeds, and of graphs in several pieces


def prepare(argument):
    path, columns = argument.rsplit(",", 1)
    values = np.fromfile(path, "<f4").reshape(-1, int(columns))
    out = pathlib.Path(path).with_name("umap.f32")

    def run():
        umap.UMAP(random_state=1, n_jobs=1).fit_transform(values).astype("<f4").tofile(out)
        return out

    return run
