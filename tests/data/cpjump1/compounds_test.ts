import { assert, assertEquals } from "@std/assert";
import { projectRoot } from "../../../lib/core/files.ts";
import { openCompounds } from "../../../lib/data/cpjump1/compounds.ts";
import { mirrored } from "../mirror.ts";

const file = await mirrored("JUMP-Target-1_compound_metadata_additional_annotations.tsv");

Deno.test({
  name: "openCompounds() has all samples under names of their own, with structure and mechanisms",
  ignore: file === undefined,
  async fn() {
    const dir = await Deno.makeTempDir();
    const mirror = Deno.env.get("C2S_MIRROR") ?? `${projectRoot}../shared/mirror`;
    const compounds = await openCompounds({ dir, mirror });
    assertEquals(compounds.length, 306);
    assertEquals(new Set(compounds.map(({ name }) => name)).size, 306);
    assertEquals(compounds.filter(({ smiles }) => smiles === null).length, 0);
    assertEquals(compounds.filter(({ moas }) => moas.includes("CDK inhibitor")).length, 8);
    assert(compounds.some(({ moas }) => moas.length > 1));
    await Deno.remove(dir, { recursive: true });
  },
});
