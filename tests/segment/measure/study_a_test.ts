import { assert } from "@std/assert";
import { featureNames } from "../../../lib/segment/measure.ts";
import { studyAFeatures } from "../../../lib/segment/measure/study_a.ts";

Deno.test("studyAFeatures() names columns that are measured", () => {
  const names = featureNames(["DAPI", "Actin"], ["Nuclei", "Cells"]);
  for (const column of Object.values(studyAFeatures("Cells", "Actin"))) {
    assert(names.includes(column), column);
  }
});
