import pl from "nodejs-polars";
import { makeProfiles } from "../../core/profiles.ts";
import { Random } from "../../core/random.ts";
import { readPart, writePart } from "../../data/profiles_part.ts";
import { writeProfilesStream } from "../../data/profiles_stream.ts";
import { featureNames } from "../../segment/measure.ts";
import type { Bench } from "./bench.ts";

const cells = 150, fields = 174;
const names = featureNames(["DNA", "ER", "RNA", "AGP", "Mito"], ["Nuclei", "Cells", "Cytoplasm"]);

/**
 * Joins the cells of many fields into one Parquet file, three row groups long. Memory does not grow from
 * there to the 60 row groups of a plate of 3,456 fields, but for 20 MB of footer.
 */
export const plateParquetBench: Bench = {
  name: "plate-parquet",
  what: "joining the cells of fields into Parquet, in the memory of one row group",
  repeats: 1,
  prepare: async (folder) => {
    const random = new Random(3), part = `${folder}/field.part`;
    const meta = pl.DataFrame([
      pl.Series("Metadata_Well", new Array<string>(cells).fill("B02"), pl.Utf8),
      pl.Series("ObjectNumber", Array.from({ length: cells }, (_, i) => i + 1), pl.Int64),
    ]);
    const values = Float64Array.from({ length: cells * names.length }, () => random.normal(10, 3));
    await writePart(part, makeProfiles(meta, names, values));
    return {
      input: `${fields} fields of ${cells} cells × ${names.length} features`,
      run: () =>
        writeProfilesStream(
          `${folder}/cells.parquet`,
          async function* () {
            for (let field = 0; field < fields; field++) yield await readPart(part, names);
          }(),
        ),
    };
  },
};
