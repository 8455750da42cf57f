"""Trains study A's network, built layer for layer as the project builds it."""
import os
import pathlib

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn


class Hybrid(nn.Module):
    def __init__(self):
        super().__init__()
        widths = [3, 32, 64, 128]
        self.convolutions = nn.ModuleList(nn.Conv2d(a, b, 3, padding=1) for a, b in zip(widths, widths[1:]))
        self.metadata = nn.ModuleList([nn.Linear(5, 64), nn.Linear(64, 32)])
        self.head = nn.ModuleList([nn.Linear(8 * 8 * 128 + 32, 128), nn.Linear(128, 12)])

    def forward(self, x, m):
        for layer in self.convolutions:
            x = torch.max_pool2d(torch.relu(layer(x)), 2)
        # Flattened with channels last, as TensorFlow does.
        x = x.permute(0, 2, 3, 1).flatten(1)
        for layer in self.metadata:
            m = torch.relu(layer(m))
        x = torch.relu(self.head[0](torch.cat([x, m], 1)))
        return self.head[1](x)


def prepare(folder):
    folder = pathlib.Path(folder)
    torch.set_num_threads(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
    weights = load_file(folder / "weights.safetensors")
    net = Hybrid().to(memory_format=torch.channels_last)
    layers = {f"image/conv{i + 1}": layer for i, layer in enumerate(net.convolutions)}
    layers |= {f"metadata/dense{i + 1}": layer for i, layer in enumerate(net.metadata)}
    layers |= {f"head/dense{i + 1}": layer for i, layer in enumerate(net.head)}
    images = torch.from_numpy(np.fromfile(folder / "images.raw", dtype="<f4").reshape(-1, 32, 64, 64, 3))
    images = images.permute(0, 1, 4, 2, 3)
    metadata = torch.from_numpy(np.fromfile(folder / "metadata.raw", dtype="<f4").reshape(-1, 32, 5))
    targets = torch.from_numpy(np.fromfile(folder / "targets.raw", dtype="<i4").reshape(-1, 32)).long()

    def load():
        with torch.no_grad():
            for name, layer in layers.items():
                kernel = weights[f"{name}/kernel"]
                layer.weight.copy_(kernel.permute(3, 2, 0, 1) if kernel.dim() == 4 else kernel.T)
                layer.bias.copy_(weights[f"{name}/bias"])

    def run():
        load()
        optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, eps=1e-7)
        total = 0.0
        for x, m, y in zip(images, metadata, targets):
            optimizer.zero_grad(set_to_none=True)
            loss = nn.functional.cross_entropy(net(x, m), y)
            loss.backward()
            optimizer.step()
            total += loss.item()
        return total / len(images)

    return run
