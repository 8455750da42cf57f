"""Normalises cells, selects features and aggregates wells with pycytominer."""
import json

import numpy as np
import pandas as pd
from pycytominer import aggregate, feature_select, normalize


def prepare(argument):
    path, features, wells, rare = argument.rsplit(",", 3)
    values = np.fromfile(path, "<f8").reshape(-1, int(features))
    names = [f"Cells_AreaShape_F{j + 1}" for j in range(int(features))]
    well = np.arange(len(values)) % int(wells)
    meta = pd.DataFrame({
        "Metadata_Plate": [f"P{number // 384}" for number in well],
        "Metadata_Well": [f"W{number % 384}" for number in well],
        "Metadata_Compound": ["DMSO" if n % 6 == 0 else f"c{n % 100}" for n in well],
    })
    table = pd.concat([meta, pd.DataFrame(values, columns=names)], axis=1)

    def run():
        scaled = normalize(table, features=names, meta_features=list(meta),
                           samples="Metadata_Compound == 'DMSO'", method="standardize")
        left = feature_select(scaled, features=names, operation=[
            "drop_na_columns", rare, "correlation_threshold", "drop_outliers"])
        kept = [name for name in left if not name.startswith("Metadata_")]
        found = aggregate(left, strata=["Metadata_Plate", "Metadata_Well"], features=kept,
                          operation="median")
        return json.dumps({"features": kept, "sum": float(np.abs(found[kept].values).sum())})

    return run
