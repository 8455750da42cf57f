"""Trains StarDist on the images that the nucleus network has learned, and finds nuclei with it.

A peer for the model card (`data/models/nucleus/README.md`): the same 201 images for training, the same
71 for the choice of its thresholds, and masks of all images that it has not learned, for

    deno task c2s score segmentation --labels LABELS --masks OUT/masks --part test

Images and labels are single-channel PNGs of the same names. Needs
`pip install stardist==0.9.2 tensorflow-cpu==2.21.0 tf_keras==2.21.0 pillow tifffile`; on two cores it takes
about two seconds a step where other work is going on, and one where none is.

    python stardist_peer.py --images IMAGES --labels LABELS --out OUT
"""

import argparse
import math
import os
from pathlib import Path

os.environ["TF_USE_LEGACY_KERAS"] = "1"

import numpy as np
import tf_keras
import tifffile
from csbdeep.utils import normalize
from PIL import Image
from stardist import fill_label_holes
from stardist.models import Config2D, StarDist2D

STEPS = 100
RATE = 1e-3


def fold(stem):
    """The fold of an image, as `lib/segment/split.ts` has it: 0 is for testing, 1 for validation."""
    value = 0x811C9DC5
    for byte in stem.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value % 5


def image(path):
    return normalize(np.array(Image.open(path)).astype(np.float32), 1, 99.8)


def labels(path):
    return fill_label_holes(np.array(Image.open(path)).astype(np.int32))


def augment(x, y):
    """Turns, mirrors, and changes of contrast and noise, as in the examples of StarDist."""
    turns = np.random.randint(4)
    x, y = np.rot90(x, turns), np.rot90(y, turns)
    if np.random.rand() < 0.5:
        x, y = x[::-1], y[::-1]
    x = x * np.random.uniform(0.6, 2) + np.random.uniform(-0.2, 0.2)
    noise = 0.02 * np.random.rand() * np.random.standard_normal(x.shape)
    return (x + noise).astype(np.float32), y


def train(model, parts, epochs):
    model.prepare_for_training()
    model.callbacks.append(
        tf_keras.callbacks.LearningRateScheduler(
            lambda epoch, _: RATE * min(1, (epoch + 1) / 2) * 0.5
            * (1 + math.cos(math.pi * epoch / epochs))
        )
    )
    (x, y), (x_validation, y_validation) = (zip(*parts[name]) for name in ("train", "validation"))
    model.train(
        list(x), list(y), validation_data=(list(x_validation), list(y_validation)),
        augmenter=augment, epochs=epochs, steps_per_epoch=STEPS,
    )


def main():
    parser = argparse.ArgumentParser()
    for name in ("--images", "--labels", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=42)
    given = parser.parse_args()
    stems = sorted(path.stem for path in given.images.glob("*.png"))
    part = {0: "test", 1: "validation"}
    parts = {"train": [], "validation": []}
    for stem in stems:
        name = part.get(fold(stem), "train")
        if name in parts:
            file = f"{stem}.png"
            parts[name].append((image(given.images / file), labels(given.labels / file)))
    np.random.seed(1)
    config = Config2D(
        n_rays=32, grid=(2, 2), n_channel_in=1, train_patch_size=(256, 256), train_batch_size=4,
        train_steps_per_epoch=STEPS, train_epochs=given.epochs, train_learning_rate=RATE,
        train_tensorboard=False, train_reduce_lr=None,
    )
    model = StarDist2D(config, name="stardist", basedir=str(given.out))
    train(model, parts, given.epochs)
    x, y = zip(*parts["validation"])
    model.optimize_thresholds(list(x), list(y), iou_threshs=[0.5])
    masks = given.out / "masks"
    masks.mkdir(parents=True, exist_ok=True)
    for stem in stems:
        if fold(stem) not in part:
            continue
        pixels = image(given.images / f"{stem}.png")
        tiles = tuple(max(1, -(-length // 512)) for length in pixels.shape)
        found, _ = model.predict_instances(pixels, n_tiles=tiles)
        tifffile.imwrite(masks / f"{stem}.tif", found.astype(np.uint16), compression="zlib")


if __name__ == "__main__":
    main()
