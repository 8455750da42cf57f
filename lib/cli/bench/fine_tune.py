"""Trains Mixed_7b, Mixed_7c and the head of torchvision's Inception V3 from images on; task.json says how: fast or eager."""
import json
import os
import pathlib

import numpy as np
import torch
from safetensors.torch import load_file
from torchvision.models import inception_v3


def prepare(folder):
    folder = pathlib.Path(folder)
    task = json.loads((folder / "task.json").read_text())
    torch.set_num_threads(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
    weights = load_file(folder / "weights.safetensors")
    net = inception_v3(
        weights=None, init_weights=False, aux_logits=False, transform_input=True, num_classes=task["classes"]
    )
    net.dropout = torch.nn.Identity()
    order = torch.channels_last if task["mode"] == "fast" else torch.contiguous_format
    net = net.to(memory_format=order)
    trained = [net.Mixed_7b, net.Mixed_7c, net.fc]
    net.requires_grad_(False)
    for part in trained:
        part.requires_grad_(True)
    parameters = [p for p in net.parameters() if p.requires_grad]
    pixels = np.fromfile(folder / "images.raw", dtype="<f4").reshape(-1, 299, 299, 3)
    images = torch.from_numpy(pixels).permute(0, 3, 1, 2)
    mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
    deviation = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
    images = ((images - mean) / deviation).contiguous(memory_format=order)
    targets = torch.tensor(task["targets"])

    def run():
        net.load_state_dict(weights, strict=False)
        net.eval()
        for part in trained:
            part.train()
        optimizer = torch.optim.Adam(parameters, lr=1e-4)
        total = 0.0
        for _ in range(task["steps"]):
            optimizer.zero_grad(set_to_none=True)
            loss = torch.nn.functional.cross_entropy(net(images), targets)
            # The project's penalty: kernels and the head, no biases and no normalisation.
            loss = loss + 1e-4 * sum(p.square().sum() for p in parameters if p.dim() > 1)
            loss.backward()
            optimizer.step()
            total += loss.item()
        return total / task["steps"]

    return run
