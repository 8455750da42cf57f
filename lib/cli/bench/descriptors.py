"""Computes every descriptor of RDKit's list for each structure of a file."""
from rdkit import Chem
from rdkit.Chem import Descriptors


def prepare(path):
    with open(path) as file:
        structures = file.read().split()

    def run():
        rows = [Descriptors.CalcMolDescriptors(Chem.MolFromSmiles(one)) for one in structures]
        return sum(row["BertzCT"] for row in rows)

    return run
