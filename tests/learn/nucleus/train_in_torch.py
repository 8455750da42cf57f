"""Trains the nucleus network on a graphics card with PyTorch: the training of `c2s train nucleus`, faster.

The same network, loss, tiles, mixture of images and schedule as `lib/learn/train_nucleus.ts`; that network
and loss are the same is held by `tests/learn/train_nucleus_test.ts` (values of `torch_loss.py`). It made the
weights of `data/models/nucleus`. What differs: other random numbers, products in 16 bits, tiles cut on the
card out of images whose nuclei are 20 px wide there, and a rate that follows the clock, so that the training
ends in time.

    deno run -A tests/learn/nucleus/export_pool.ts IMAGES LABELS POOL
    python tests/learn/nucleus/train_in_torch.py --pool POOL --out OUT --seconds 530

writes `OUT/weights.raw`, all numbers in a row as `lib/learn/nets/nucleus_unet.ts` has them (float32), and
`OUT/training.json`. Needs `pip install torch==2.11.0 numpy==2.5.2`.
"""

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

ZOOM, DIAMETER = 2, 14


class Network(nn.Module):
    """The network of `nucleus_unet.ts`, its convolutions in the same order."""

    def __init__(self, base, levels):
        super().__init__()
        self.levels = levels
        width = [base * 2**level for level in range(levels)]
        self.convolutions = nn.ModuleList()
        for level in range(levels):
            first = nn.Conv2d(1, base, 4, 2, 1) if level == 0 else nn.Conv2d(width[level - 1], width[level], 3, 1, 1)
            self.convolutions += [first, nn.Conv2d(width[level], width[level], 3, 1, 1)]
        for level in range(levels - 2, -1, -1):
            for inputs in (width[level + 1], width[level], width[level]):
                self.convolutions.append(nn.Conv2d(inputs, width[level], 3, 1, 1))
        self.convolutions.append(nn.Conv2d(base, 3, 1))
        for index, one in enumerate(self.convolutions):
            gain = 0.02 if index == len(self.convolutions) - 1 else 2
            nn.init.normal_(one.weight, 0, math.sqrt(gain / (one.kernel_size[0] ** 2 * one.in_channels)))
            nn.init.zeros_(one.bias)

    def forward(self, x):
        turn = iter(self.convolutions)
        active = lambda x: F.relu(next(turn)(x))
        skips = []
        for level in range(self.levels):
            if level > 0:
                x = F.max_pool2d(x, 2, 2)
            x = active(active(x))
            skips.append(x)
        for level in range(self.levels - 2, -1, -1):
            wide = F.interpolate(next(turn)(x), scale_factor=2, mode="nearest")
            joined = F.relu(wide + skips[level])
            x = active(active(joined)) + joined
        return next(turn)(x)

    def row(self, of=lambda number: number.detach()):
        """All numbers, or of them, in a row: kernel [side, side, inputs, outputs], bias, layer after layer."""
        return torch.cat([
            part.cpu().reshape(-1)
            for one in self.convolutions
            for part in (of(one.weight).permute(2, 3, 1, 0), of(one.bias))
        ])

    def take(self, row):
        """Puts the numbers of a row in."""
        at = 0
        for one in self.convolutions:
            outputs, inputs, side, _ = one.weight.shape
            size = outputs * inputs * side * side
            with torch.no_grad():
                one.weight.copy_(row[at:at + size].reshape(side, side, inputs, outputs).permute(3, 2, 0, 1))
                one.bias.copy_(row[at + size:at + size + outputs])
            at += size + outputs
        assert at == len(row)


def loss_of(found, wanted):
    """Cellpose's loss over maps [tiles, 3, height, width]; wanted: flows, inside or not, weight."""
    flow = (found[:, :2] - 5 * wanted[:, :2]).square().sum(1) * 0.25
    entropy = F.softplus(found[:, 2]) - found[:, 2] * wanted[:, 2]
    weight = wanted[:, 3]
    return ((flow + entropy) * weight).sum() / (weight.sum() + 1)


class Pool:
    """Images with flows on the card; tiles are cut as `lib/learn/nucleus/tiles.ts` does."""

    def __init__(self, folder, device):
        heads, pixels, targets = [], [], []
        for file in sorted(folder.glob("*.json")):
            raw, at = np.fromfile(file.with_suffix(".bin"), dtype=np.uint8), 0
            for one in json.loads(file.read_text()):
                size = one["width"] * one["height"]
                pixels.append(torch.from_numpy(raw[at:at + 8 * size].view(np.float16)))
                targets.append(torch.from_numpy(raw[at + 8 * size:at + 11 * size].view(np.int8)))
                at += 11 * size
                heads.append(one)
        number = lambda name: torch.tensor([float(one[name]) for one in heads], device=device)
        first = lambda parts: torch.tensor(np.cumsum([0] + [len(part) for part in parts[:-1]]), device=device)
        self.device, self.width, self.height = device, number("width").long(), number("height").long()
        self.diameter, weight = number("diameter"), number("weight")
        # Shares of all real images are below 0: 10 % drawn, 2 % empty.
        self.weight = torch.where(weight > 0, weight, -weight * weight[weight > 0].sum())
        self.first_pixel, self.first_target = first(pixels), first(targets)
        self.pixels, self.targets = torch.cat(pixels).to(device), torch.cat(targets).to(device)

    def uniform(self, *shape, low=0.0, high=1.0):
        return torch.rand(*shape, device=self.device) * (high - low) + low

    def tiles(self, count, size):
        chosen = torch.multinomial(self.weight, count, replacement=True)
        pick = lambda values: values[chosen].view(-1, 1, 1)
        width, height = pick(self.width), pick(self.height)
        angle, mirror = self.uniform(count, 1, 1, high=2 * math.pi), torch.where(self.uniform(count, 1, 1) < 0.5, -1.0, 1.0)
        step = torch.exp(-self.uniform(count, 1, 1, low=math.log(0.6), high=math.log(1.6))) * pick(self.diameter) / DIAMETER
        cos, sin = torch.cos(angle), torch.sin(angle)
        centre = self.uniform(count, 1, 1) * (width - 1), self.uniform(count, 1, 1) * (height - 1)

        def places(pixels, half):
            at = (torch.arange(pixels, device=self.device) - half) * size / pixels - size / 2
            a, b = mirror * at.view(1, 1, -1) * step, at.view(1, -1, 1) * step
            return centre[0] + cos * a - sin * b, centre[1] + sin * a + cos * b

        def fold(at, length):
            inside = torch.remainder(at, 2.0 * (length - 1))
            return torch.where(inside <= length - 1, inside, 2.0 * (length - 1) - inside)

        half, wide, high = (ZOOM - 1) / 2, ZOOM * width, ZOOM * height
        x, y = places(ZOOM * size, half)
        x, y = fold(ZOOM * x + half, wide), fold(ZOOM * y + half, high)
        left, top = x.floor().long(), y.floor().long()
        right, bottom = torch.minimum(left + 1, wide - 1), torch.minimum(top + 1, high - 1)
        value = lambda row, column: self.pixels[pick(self.first_pixel) + row * wide + column].float()
        s, t = x - left, y - top
        image = (1 - t) * ((1 - s) * value(top, left) + s * value(top, right)) + t * (
            (1 - s) * value(bottom, left) + s * value(bottom, right)
        )
        x, y = places(size, 0)
        column, row = x.round().long(), y.round().long()
        inside = (column >= 0) & (row >= 0) & (column < width) & (row < height)
        at = 3 * torch.where(inside, row * width + column, 0) + pick(self.first_target)
        known, down, across = inside.float(), self.targets[at].float() / 127, self.targets[at + 1].float() / 127
        wanted = [cos * down - sin * across, mirror * (cos * across + sin * down), self.targets[at + 2].float()]
        return self.light(image.unsqueeze(1)), torch.stack([*(one * known for one in wanted), known], 1)

    def light(self, image):
        """Another contrast, brightness, noise and sharpness, as `tiles/light.ts`."""
        count = len(image)
        passes = torch.where(self.uniform(count) < 0.25, torch.randint(1, 5, (count,), device=self.device), 0)
        for done in range(4):
            share = torch.where(passes > done, self.uniform(count, low=0.3), 0.0).view(-1, 1, 1, 1)
            soft = F.avg_pool2d(F.pad(image, (1, 1, 1, 1), mode="reflect"), 3, 1)
            image = (1 - share) * image + share * soft
        one = lambda low, high: self.uniform(count, 1, 1, 1, low=low, high=high)
        gamma, gain, offset = torch.exp(one(-0.4, 0.4)), torch.exp(one(-0.5, 0.4)), one(-0.05, 0.05)
        noise = torch.where(one(0, 1) < 0.5, one(0, 0.07), 0.0)
        image = torch.where(image > 0, image.clamp(min=1e-12) ** gamma, image)
        return gain * image + offset + noise * torch.randn_like(image)


def main():
    parser = argparse.ArgumentParser()
    for name in ("--pool", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=530)
    for name, usual in (("--base", 32), ("--levels", 4), ("--tiles", 32), ("--size", 112), ("--seed", 1)):
        parser.add_argument(name, type=int, default=usual)
    parser.add_argument("--rate", type=float, default=0.002)
    given = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(given.seed)
    torch.backends.cudnn.benchmark = True
    pool = Pool(given.pool, device)
    network = Network(given.base, given.levels).to(device, memory_format=torch.channels_last)
    adam = torch.optim.Adam(network.parameters(), fused=device == "cuda")
    begin, steps, progress, losses, shown = time.time(), 0, 0.0, [], 0
    while progress < 1:
        progress = min(1.0, (time.time() - begin) / given.seconds)
        for group in adam.param_groups:
            group["lr"] = given.rate * min(1, (steps + 1) / 200) * 0.5 * (1 + math.cos(math.pi * progress))
        with torch.no_grad():
            images, wanted = pool.tiles(given.tiles, given.size)
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            found = network(images.contiguous(memory_format=torch.channels_last))
        loss = loss_of(found.float(), wanted)
        adam.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0, foreach=True)
        adam.step()
        steps += 1
        losses.append(loss.detach())
        if progress >= shown / 8:
            shown += 1
            print(f"{steps} steps, {time.time() - begin:.0f} s, loss {torch.stack(losses).mean().item():.4f}", flush=True)
            losses = []
    given.out.mkdir(parents=True, exist_ok=True)
    network.row().numpy().tofile(given.out / "weights.raw")
    settings = {name: value for name, value in vars(given).items() if not isinstance(value, Path)}
    (given.out / "training.json").write_text(json.dumps({**settings, "steps": steps}))


if __name__ == "__main__":
    main()
