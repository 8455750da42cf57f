/** The five features of study A and the columns that hold them. */
export interface StudyAFeatures {
  /** Pixels of the object. */
  area: string;
  /** Mean intensity in the object, share of the full range. */
  meanIntensity: string;
  /** Sum of all pixel values within the bounding box, as a share of the full range. */
  boundingBoxSum: string;
  /** Eccentricity of the ellipse with the same second moments. */
  eccentricity: string;
  /** Area over the area of the convex hull. */
  solidity: string;
}

/**
 * Which columns hold study A's five features: "area, mean intensity, bounding box sum, eccentricity,
 * solidity".
 *
 * The study does not define the bounding-box sum; here it is the sum of all pixel values within the
 * bounding box, those outside the object too.
 *
 * @param compartment `Nuclei`, `Cells` or `Cytoplasm`.
 * @param channel Name of the channel of both intensities.
 *
 * @example
 * ```ts
 * import { studyAFeatures } from "./study_a.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(studyAFeatures("Nuclei", "DAPI").solidity, "Nuclei_AreaShape_Solidity");
 * ```
 */
export function studyAFeatures(compartment: string, channel: string): StudyAFeatures {
  return {
    area: `${compartment}_AreaShape_Area`,
    meanIntensity: `${compartment}_Intensity_MeanIntensity_${channel}`,
    boundingBoxSum: `${compartment}_Intensity_BoundingBoxSum_${channel}`,
    eccentricity: `${compartment}_AreaShape_Eccentricity`,
    solidity: `${compartment}_AreaShape_Solidity`,
  };
}
