import { assertEquals } from "@std/assert";
import { metaValues } from "../../../lib/core/profiles.ts";
import { projectRoot } from "../../../lib/core/files.ts";
import {
  compoundPlates48h,
  openCompoundPlates,
} from "../../../lib/data/cpjump1/compound_plates.ts";
import { mirrored } from "../mirror.ts";

const file = await mirrored("BR00117010_normalized_feature_select_negcon_batch.csv.gz");

Deno.test({
  name: "openCompoundPlates() puts plates of one layout below one another, DMSO by its name",
  ignore: file === undefined,
  async fn() {
    const dir = await Deno.makeTempDir();
    const mirror = Deno.env.get("C2S_MIRROR") ?? `${projectRoot}../shared/mirror`;
    const plates = compoundPlates48h.slice(0, 2);
    const { meta, features } = await openCompoundPlates(plates, { dir, mirror });
    assertEquals([meta.height, features.length], [768, 904]);
    const samples = metaValues(meta, "Metadata_broad_sample");
    assertEquals(samples.filter((name) => name === "DMSO").length, 128);
    assertEquals(new Set(samples).size, 307);
    assertEquals(samples.slice(0, 384), samples.slice(384));
    await Deno.remove(dir, { recursive: true });
  },
});
