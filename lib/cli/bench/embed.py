"""Embeds images by torchvision's Inception V3 on the CPU; mode.txt says how: fast or eager."""
import json
import os
import pathlib

import numpy as np
import torch
from safetensors.torch import load_file
from torchvision.models import inception_v3


def prepare(folder):
    folder = pathlib.Path(folder)
    fast = (folder / "mode.txt").read_text() == "fast"
    net = inception_v3(weights=None, init_weights=False, aux_logits=False, transform_input=True, num_classes=2)
    net.load_state_dict(load_file(folder / "weights.safetensors"), strict=False)
    net.fc = net.dropout = torch.nn.Identity()
    net.eval()
    torch.set_num_threads(os.cpu_count())
    pixels = np.fromfile(folder / "images.raw", dtype="<f4").reshape(-1, 299, 299, 3)
    images = torch.from_numpy(pixels).permute(0, 3, 1, 2).contiguous()
    mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
    deviation = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
    if fast:
        net = net.to(memory_format=torch.channels_last)

    def embed():
        x = (images - mean) / deviation
        return net(x.to(memory_format=torch.channels_last) if fast else x)

    def run():
        if fast:
            with torch.inference_mode():
                vectors = embed()
        else:
            vectors = embed()
        return json.dumps([vectors[i, i].item() for i in range(len(vectors))])

    return run
