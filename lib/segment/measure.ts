import { InputError } from "../core/errors.ts";
import { describeField, type Field } from "../image/field.ts";
import { boxes } from "./flows/boxes.ts";
import { families, type Family, familyFeatures, prepareFamily } from "./measure/family.ts";
import type { RegionValues } from "./measure/intensity.ts";
import { regionCutter } from "./measure/region.ts";
import { sortWords } from "./measure/sorted.ts";

/**
 * Edition of the definitions of the features. It grows when a feature of the same name gets other
 * values, so that rows kept from before are not taken for rows of today.
 */
export const measureEdition = 2;

/** Labels of one part of the cells; equal numbers in several parts belong to one cell. */
export interface LabelledCompartment {
  /** How its features start: `Nuclei`, `Cells` or `Cytoplasm`. */
  name: string;
  /** Number of the object of each pixel [height × width], 0 outside. */
  labels: Int32Array;
}

/** What is measured. */
export interface MeasureOptions {
  /** Families of features; defaults to all. */
  families?: readonly Family[];
}

/** The features of the cells of one field. */
export interface FieldMeasurements {
  /** Number of each cell in the label images, rising [n]. */
  objects: number[];
  /** Names of the features [d]. */
  features: string[];
  /** Their values, `values[cell * d + feature]` [n × d]; NaN where a compartment lacks the cell. */
  values: Float64Array;
  /** Centroid of each cell in each compartment, px: x and y in turn [n × compartments × 2]. */
  centres: Float64Array;
}

/**
 * Names of the features that {@link measureField} gives, in its order.
 *
 * @param channels Names of the channels.
 * @param compartments Names of the compartments.
 * @param options Families.
 *
 * @example
 * ```ts
 * import { featureNames } from "./measure.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = featureNames(["DAPI"], ["Nuclei"], { families: ["AreaShape"] });
 * assertEquals(names[0], "Nuclei_AreaShape_Area");
 * ```
 */
export function featureNames(
  channels: readonly string[],
  compartments: readonly string[],
  options: MeasureOptions = {},
): string[] {
  const wanted = wantedFamilies(options);
  return compartments.flatMap((compartment) =>
    wanted.flatMap((family) =>
      familyFeatures(family, channels).map((name) => `${compartment}_${name}`)
    )
  );
}

/**
 * Measures every cell of a field: one row a cell, the features of all compartments side by side, under
 * CellProfiler's names.
 *
 * Intensities are shares of the full 16-bit range (0 to 1), lengths px, areas px², positions px from
 * the upper left corner of the image. What is not defined is NaN, never infinite; each family says
 * when. A cell that one compartment lacks has NaN there.
 *
 * @param field Channels of the field.
 * @param compartments Label images of its size, at least one.
 * @param options Families.
 * @throws {InputError} if there are no compartments, one comes twice, or labels have another size than
 * the field.
 *
 * @example
 * ```ts
 * import { measureField } from "./measure.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = {
 *   width: 3,
 *   height: 1,
 *   channels: [{ name: "DAPI", data: new Uint16Array([0, 65535, 65535]) }],
 *   pixelSize: 0.65,
 *   where: { plate: "P1", well: "A01", site: 1 },
 * };
 * const nuclei = { name: "Nuclei", labels: new Int32Array([0, 5, 5]) };
 * const { objects, features, values } = measureField(field, [nuclei]);
 * assertEquals(objects, [5]);
 * assertEquals(values[features.indexOf("Nuclei_Intensity_MeanIntensity_DAPI")], 1);
 * ```
 */
export function measureField(
  field: Field,
  compartments: readonly LabelledCompartment[],
  options: MeasureOptions = {},
): FieldMeasurements {
  checkCompartments(field, compartments);
  const { width, height, channels } = field;
  const found = compartments.map(({ labels }) => boxes(labels, width, height));
  const objects = [...new Set(found.flat().map(({ label }) => label))].sort((a, b) => a - b);
  const rowOf = new Map(objects.map((label, row) => [label, row]));
  const names = channels.map(({ name }) => name);
  const features = featureNames(names, compartments.map(({ name }) => name), options);
  const values = new Float64Array(objects.length * features.length).fill(NaN);
  const centres = new Float64Array(objects.length * compartments.length * 2).fill(NaN);
  let offset = 0;
  for (const [c, { labels }] of compartments.entries()) {
    const inside = found[c] as (typeof found)[number];
    const steps = wantedFamilies(options).map((family) => {
      const at = offset;
      offset += familyFeatures(family, names).length;
      const measure = prepareFamily(family, { width, height, channels, labels, objects: inside });
      return { at, measure };
    });
    const cut = regionCutter(labels, width, height), gather = lightGatherer(field);
    for (const [object, box] of inside.entries()) {
      const region = cut(box), light = gather(region.image, region.area);
      const row = rowOf.get(box.label) as number;
      for (const { at, measure } of steps) {
        measure(object, region, light, values, row * features.length + at);
      }
      const [x, y] = centreOf(region.image, region.area, width);
      centres.set([x, y], (row * compartments.length + c) * 2);
    }
  }
  return { objects, features, values, centres };
}

function wantedFamilies({ families: wanted }: MeasureOptions): readonly Family[] {
  return wanted === undefined ? families : families.filter((family) => wanted.includes(family));
}

function checkCompartments(field: Field, compartments: readonly LabelledCompartment[]): void {
  const attempted = `Cannot measure ${describeField(field)}`;
  if (compartments.length === 0) throw new InputError(attempted, { found: "no label images" });
  const seen = new Set<string>();
  for (const { name, labels } of compartments) {
    if (seen.has(name)) throw new InputError(attempted, { found: `two label images of ${name}` });
    seen.add(name);
    if (labels.length !== field.width * field.height) {
      throw new InputError(attempted, {
        found: `${labels.length} labels of ${name}`,
        allowed: `${field.width} × ${field.height}, as the field has pixels`,
      });
    }
  }
}

/** Copies the values of an object out of every channel, into memory used again for the next object. */
function lightGatherer({ channels }: Field) {
  let size = 0, spare = new Uint16Array(0);
  let light: { values: Uint16Array; sorted: Uint16Array }[] = [];
  return (image: Int32Array, area: number): RegionValues[] => {
    if (area > size) {
      size = 2 * area;
      spare = new Uint16Array(size);
      light = channels.map(() => ({
        values: new Uint16Array(size),
        sorted: new Uint16Array(size),
      }));
    }
    for (const [c, { data }] of channels.entries()) {
      const { values, sorted } = light[c] as (typeof light)[number];
      for (let i = 0; i < area; i++) values[i] = data[image[i] as number] as number;
      sortWords(values, area, sorted, spare);
    }
    return light;
  };
}

function centreOf(image: Int32Array, area: number, width: number): [number, number] {
  let x = 0, y = 0;
  for (let i = 0; i < area; i++) {
    const column = (image[i] as number) % width;
    x += column;
    y += ((image[i] as number) - column) / width;
  }
  return [x / area, y / area];
}
