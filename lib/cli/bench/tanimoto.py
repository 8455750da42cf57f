"""Compares all pairs of packed fingerprints with RDKit, one row at a time."""
import numpy as np
from rdkit import DataStructs


def prepare(path):
    words = np.fromfile(path, dtype="<u4").reshape(-1, 64)
    prints = [DataStructs.CreateFromBinaryText(row.tobytes()) for row in words]

    def run():
        rows = [
            DataStructs.BulkTanimotoSimilarity(one, prints[: index + 1])
            for index, one in enumerate(prints)
        ]
        return sum(rows[-1])

    return run
