"""Segments and measures a field of five channels with scikit-image and scipy."""
import numpy as np
from scipy import ndimage
from skimage import feature, filters, measure, segmentation

names = ["DNA", "ER", "RNA", "AGP", "Mito"]
scales, angles = [3, 5, 10], [0, np.pi / 4, np.pi / 2, 3 * np.pi / 4]
shape = ["label", "area", "area_bbox", "area_convex", "axis_major_length", "axis_minor_length",
         "bbox", "centroid", "eccentricity", "equivalent_diameter_area", "euler_number", "extent",
         "feret_diameter_max", "inertia_tensor", "inertia_tensor_eigvals", "moments",
         "moments_central", "moments_hu", "moments_normalized", "orientation", "perimeter",
         "solidity"]
light = ["intensity_max", "intensity_mean", "intensity_min", "intensity_std",
         "centroid_weighted"]


def quartiles(mask, image):
    values = image[mask]
    low, middle, high = np.percentile(values, [25, 50, 75])
    return [values.sum(), low, middle, high, np.median(np.abs(values - middle))]


def segment(images):
    smooth = filters.gaussian(images[0], 1.5, preserve_range=True)
    local = filters.threshold_local(smooth, 151, method="gaussian")
    mask = (smooth > filters.threshold_otsu(smooth)) & (smooth > local)
    mask = ndimage.binary_fill_holes(mask)
    depth = filters.gaussian(ndimage.distance_transform_edt(mask), 2)
    places = feature.peak_local_max(depth, min_distance=7, labels=measure.label(mask))
    seeds = np.zeros(mask.shape, int)
    seeds[tuple(places.T)] = np.arange(1, len(places) + 1)
    nuclei = segmentation.watershed(-depth, seeds, mask=mask)
    mean = np.mean([filters.gaussian(image, 1.5, preserve_range=True) for image in images[1:]], 0)
    inside = (mean > filters.threshold_triangle(mean)) | (nuclei > 0)
    cells = segmentation.watershed(-mean, nuclei, mask=inside)
    return nuclei, cells, np.where(nuclei > 0, 0, cells)


def texture(table):
    """The 13 features of Haralick from a symmetric matrix of co-occurrence."""
    i, j = np.indices(table.shape)
    total = table.sum()
    if total == 0:
        return [np.nan] * 13
    p = table / total
    px = p.sum(1)
    k = np.arange(len(px))
    mean = (k * px).sum()
    variance = (k * k * px).sum() - mean**2
    sums = np.bincount((i + j).ravel(), p.ravel())
    gaps = np.bincount(np.abs(i - j).ravel(), p.ravel())
    entropy = lambda q: -(q[q > 0] * np.log2(q[q > 0])).sum()
    hx, hxy, n = entropy(px), entropy(p), np.arange(len(sums))
    mean_sum = (n * sums).sum()
    return [(p * p).sum(), (k * k * gaps).sum(), ((i * j * p).sum() - mean**2) / variance,
            variance, (p / (1 + (i - j) ** 2)).sum(), mean_sum,
            (n * n * sums).sum() - mean_sum**2, entropy(sums), hxy, gaps.var(), entropy(gaps),
            (hxy - 2 * hx) / hx, np.sqrt(max(0, 1 - np.exp(-2 * (2 * hx - hxy))))]


def prepare(folder):
    images = [np.fromfile(f"{folder}/{name}.u16", "<u2").reshape(1080, 1080) for name in names]

    def run():
        parts = segment(images)
        for labels in parts:
            measure.regionprops_table(labels, properties=shape)
            for image in images:
                measure.regionprops_table(labels, image, properties=light,
                                          extra_properties=[quartiles])
                levels = np.round(image / 257).astype("uint8")
                for one in measure.regionprops(labels, levels):
                    tables = feature.graycomatrix(one.image_intensity, scales, angles, 256,
                                                  symmetric=True)
                    # As few levels as the object has: the others would only cost time.
                    top = int(one.image_intensity.max()) + 1
                    for s in range(len(scales)):
                        for a in range(len(angles)):
                            texture(tables[1:top, 1:top, s, a].astype(float))
        return int(parts[0].max())

    return run
