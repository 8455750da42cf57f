"""Writes `fixtures/torch_loss.json`: loss and gradient of a small nucleus network in PyTorch.

Weights, images and targets follow from sines, so that the test makes the same ones. Needs torch 2.15.0:

    python tests/learn/nucleus/torch_loss.py
"""

import json
from pathlib import Path

import numpy as np
import torch
from train_in_torch import Network, loss_of

BASE, LEVELS, TILES, SIZE = 3, 3, 2, 8


def waves(count, length):
    """Numbers between -1 and 1 that look random."""
    return np.sin(np.arange(count) * length).astype(np.float64)


torch.set_default_dtype(torch.float64)
network = Network(BASE, LEVELS)
network.take(torch.from_numpy(0.4 * waves(len(network.row()), 12.9898)))
images = torch.from_numpy(waves(TILES * 4 * SIZE * SIZE, 78.233)).reshape(TILES, 1, 2 * SIZE, 2 * SIZE)
values = waves(TILES * SIZE * SIZE * 4, 37.719).reshape(TILES, SIZE, SIZE, 4)
values[..., 2:] = values[..., 2:] > 0
loss = loss_of(network(images), torch.from_numpy(values).permute(0, 3, 1, 2))
loss.backward()
gradient = network.row(lambda number: number.grad)
file = Path(__file__).parent / "fixtures" / "torch_loss.json"
file.parent.mkdir(exist_ok=True)
file.write_text(json.dumps({
    "base": BASE, "levels": LEVELS, "tiles": TILES, "size": SIZE,
    "loss": loss.item(), "gradient": gradient.tolist(),
}) + "\n")
