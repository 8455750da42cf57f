import { squaredDistance } from "../distance.ts";
import { hullOf } from "./hull.ts";
import { ellipseOf, huMoments, normalizedMoments, shapeMoments } from "./moments.ts";
import { outlineOf } from "./outline.ts";
import { BEYOND, OUTSIDE, type Region } from "./region.ts";
import { zernikeFeatures, zernikeOf } from "./zernike.ts";

const plain = [
  "Area",
  "BoundingBoxArea",
  "BoundingBoxMaximum_X",
  "BoundingBoxMaximum_Y",
  "BoundingBoxMinimum_X",
  "BoundingBoxMinimum_Y",
  "Center_X",
  "Center_Y",
  "Compactness",
  "ConvexArea",
  "Eccentricity",
  "EquivalentDiameter",
  "EulerNumber",
  "Extent",
  "FormFactor",
  "MajorAxisLength",
  "MaxFeretDiameter",
  "MaximumRadius",
  "MeanRadius",
  "MedianRadius",
  "MinFeretDiameter",
  "MinorAxisLength",
  "Orientation",
  "Perimeter",
  "Solidity",
] as const;

const spatial = [0, 1, 2].flatMap((p) => [0, 1, 2, 3].map((q) => [p, q] as const));
const normalized = [0, 1, 2, 3].flatMap((p) => [0, 1, 2, 3].map((q) => [p, q] as const))
  .filter(([p, q]) => p + q >= 2);

/** Names of the features, in the order of {@link areaShape}. */
export const areaShapeFeatures: readonly string[] = [
  ...plain,
  ...spatial.map(([p, q]) => `SpatialMoment_${p}_${q}`),
  ...spatial.map(([p, q]) => `CentralMoment_${p}_${q}`),
  ...normalized.map(([p, q]) => `NormalizedMoment_${p}_${q}`),
  ...[0, 1, 2, 3, 4, 5, 6].map((i) => `HuMoment_${i}`),
  "InertiaTensor_0_0",
  "InertiaTensor_0_1",
  "InertiaTensor_1_0",
  "InertiaTensor_1_1",
  "InertiaTensorEigenvalues_0",
  "InertiaTensorEigenvalues_1",
  ...zernikeFeatures,
].map((name) => `AreaShape_${name}`);

/**
 * Size and shape of an object, as CellProfiler's MeasureObjectSizeShape.
 *
 * Lengths in px, areas in px², Orientation in degrees, Center_X and _Y the centroid in pixels of the
 * image from 0. Area, Perimeter, EulerNumber, Eccentricity, axes, Solidity, ConvexArea, Extent and
 * moments equal scikit-image's. CellProfiler's own: the Feret diameters (see `hullOf`), the Zernike
 * magnitudes, Compactness = Perimeter² / (4π Area), the radii (distance of the pixels to the nearest
 * pixel outside; the border of the image is outside).
 *
 * FormFactor = 4π Area / Perimeter² is NaN where the perimeter is 0, as are the Zernike magnitudes of a
 * single pixel. Normalised moments below order 2 are not defined and have no columns.
 *
 * @param region The object.
 * @param into Where to put one value for each of {@link areaShapeFeatures}.
 * @param at From this position on; defaults to 0.
 *
 * @example
 * ```ts
 * import { areaShape, areaShapeFeatures } from "./area_shape.ts";
 * import { boxes } from "../flows/boxes.ts";
 * import { regionCutter } from "./region.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array(9).fill(1);
 * const values = new Float64Array(areaShapeFeatures.length);
 * areaShape(regionCutter(labels, 3, 3)(boxes(labels, 3, 3)[0]!), values);
 * assertEquals(values[areaShapeFeatures.indexOf("AreaShape_Area")], 9);
 * ```
 */
export function areaShape(region: Region, into: Float64Array, at = 0): void {
  const { area, left, top, width, height } = region;
  const { raw, central, x, y } = shapeMoments(region);
  const ellipse = ellipseOf(central), outline = outlineOf(region), hull = hullOf(region);
  const radii = radiiOf(region), scaleFree = normalizedMoments(central);
  const squared = outline.perimeter ** 2, round = 4 * Math.PI * area;
  const values: Record<typeof plain[number], number> = {
    Area: area,
    BoundingBoxArea: width * height,
    BoundingBoxMaximum_X: left + width,
    BoundingBoxMaximum_Y: top + height,
    BoundingBoxMinimum_X: left,
    BoundingBoxMinimum_Y: top,
    Center_X: left + x,
    Center_Y: top + y,
    Compactness: squared / round,
    ConvexArea: hull.area,
    Eccentricity: ellipse.eccentricity,
    EquivalentDiameter: Math.sqrt(4 * area / Math.PI),
    EulerNumber: outline.euler,
    Extent: area / (width * height),
    FormFactor: squared === 0 ? NaN : round / squared,
    MajorAxisLength: ellipse.major,
    MaxFeretDiameter: hull.maxFeret,
    MaximumRadius: radii.largest,
    MeanRadius: radii.mean,
    MedianRadius: radii.median,
    MinFeretDiameter: hull.minFeret,
    MinorAxisLength: ellipse.minor,
    Orientation: ellipse.orientation,
    Perimeter: outline.perimeter,
    Solidity: area / hull.area,
  };
  let to = at;
  for (const name of plain) into[to++] = values[name];
  for (const [p, q] of spatial) into[to++] = raw[4 * p + q] as number;
  for (const [p, q] of spatial) into[to++] = central[4 * p + q] as number;
  for (const [p, q] of normalized) into[to++] = scaleFree[4 * p + q] as number;
  for (const value of huMoments(scaleFree)) into[to++] = value;
  const [rows, mixed, columns] = ellipse.inertia;
  for (const value of [rows, mixed, mixed, columns, ...ellipse.eigenvalues]) into[to++] = value;
  zernikeOf(region, hull.corners, into, to);
}

/** Distances of the pixels to the nearest one outside, px. */
function radiiOf(region: Region): { largest: number; mean: number; median: number } {
  const { area, inMask, mask, stride, atBorder } = region;
  const closed = atBorder ? mask.map((value) => value === BEYOND ? OUTSIDE : value) : mask;
  const squares = squaredDistance(closed, stride);
  const distances = new Float64Array(area);
  let sum = 0;
  for (let i = 0; i < area; i++) {
    const distance = Math.sqrt(squares[inMask[i] as number] as number);
    distances[i] = distance;
    sum += distance;
  }
  distances.sort();
  const half = (area - 1) / 2;
  const low = distances[Math.floor(half)] as number, high = distances[Math.ceil(half)] as number;
  return { largest: distances[area - 1] as number, mean: sum / area, median: (low + high) / 2 };
}
