import pl from "nodejs-polars";
import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles, selectFeatures, selectRows } from "../../../lib/core/profiles.ts";
import { matchTreatments } from "../../../lib/profile/match.ts";
import { nameFrom } from "../../../lib/profile/match/name_from.ts";
import { haveLjosaWells, ljosaWells } from "../ljosa_wells.ts";
import { metaValues } from "../../../lib/core/profiles.ts";
import { aggregate } from "../../../lib/profile/aggregate.ts";

const meta = pl.DataFrame({
  compound: ["a", "a", "b", "c", "d"],
  moa: ["x", "x", "y", null, "x"],
});
const all = makeProfiles(
  meta,
  ["f", "g"],
  new Float64Array([1, 0, 1, 0.01, 1, 0.5, 1, 0.02, 0, 1]),
);
const columns = { compound: "compound", moa: "moa" };

Deno.test("nameFrom() passes over the own compound and what has no mechanism", async () => {
  assertEquals(await nameFrom(all, selectRows(all, [0]), columns), ["y"]);
});

Deno.test("nameFrom() says null where nothing else is known, and takes the lower row of equals", async () => {
  assertEquals(await nameFrom(selectRows(all, [0, 1]), selectRows(all, [0]), columns), [null]);
  const twins = selectRows(all, [2, 2, 4]);
  const named = makeProfiles(
    pl.DataFrame({ compound: ["p", "q", "r"], moa: ["first", "second", "third"] }),
    twins.features,
    twins.values,
  );
  assertEquals(await nameFrom(named, selectRows(all, [0]), columns), ["first"]);
});

Deno.test("nameFrom() refuses features that differ", async () => {
  const half = selectFeatures(all, ["g"]);
  await assertRejects(() => nameFrom(all, half, columns), InputError, "features differ");
});

Deno.test({
  name: "nameFrom() names the real treatments from one another as NSC does",
  ignore: !haveLjosaWells,
  async fn() {
    const wells = await ljosaWells();
    const known = metaValues(wells.meta, "Image_Metadata_MoA").map((moa) =>
      moa !== null && moa !== "DMSO"
    );
    const by = ["Image_Metadata_Compound", "Image_Metadata_Concentration"];
    const treatments = aggregate(selectRows(wells, known), { by });
    const real = { compound: "Image_Metadata_Compound", moa: "Image_Metadata_MoA" };
    const report = await matchTreatments(treatments, real);
    const named = await nameFrom(treatments, treatments, real);
    assertEquals(named, report.matches.map(({ predicted }) => predicted));
  },
});
