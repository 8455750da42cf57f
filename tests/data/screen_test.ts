import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { exists, projectRoot } from "../../lib/core/files.ts";
import { withMoa } from "../../lib/data/bbbc021/tables.ts";
import { openScreen } from "../../lib/data/screen.ts";
import { positionScore } from "../../lib/profile/position.ts";

const mirror = Deno.env.get("C2S_MIRROR") || `${projectRoot}../shared/mirror`;
const hasMirror = await exists(mirror);
if (!hasMirror) console.warn("No mirror of the public data: tests on real tables are skipped");

Deno.test("openScreen() makes the virtual screen where it is missing, and opens it at once after", async () => {
  const out = await Deno.makeTempDir();
  try {
    const shares: number[] = [];
    const screen = await openScreen({
      data: "simulated",
      size: "small",
      out,
      onProgress: (share) => shares.push(share),
    });
    assertEquals(screen.kind, "simulated");
    assertEquals(screen.root, out);
    assertEquals(shares.at(-1), 1);
    assertEquals(withMoa(screen.images, screen.moa).unmatchedLeft, []);
    const again: number[] = [];
    const second = await openScreen({
      data: "simulated",
      size: "small",
      out,
      onProgress: (share) => again.push(share),
    });
    assertEquals(again, []);
    assertEquals(second.images.toRecords(), screen.images.toRecords());
    const folder = await openScreen({ data: out });
    assertEquals(folder.kind, "folder");
    assertEquals(folder.drugs.wells, screen.drugs.wells);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test("openScreen() says which table a folder lacks", async () => {
  const folder = await Deno.makeTempDir();
  const error = await assertRejects(() => openScreen({ data: folder }), InputError);
  assertStringIncludes(error.message, `${folder}/BBBC021_v1_image.csv`);
  await Deno.remove(folder);
});

Deno.test({
  name: "openScreen() opens the public tables, where CPJUMP1's position alone names every drug",
  ignore: !hasMirror,
  fn: async () => {
    const dir = await Deno.makeTempDir();
    try {
      const screen = await openScreen({ data: "real", fetch: { dir, mirror } });
      assertEquals(screen.images.height, 13_200);
      assertEquals(screen.root, null);
      const { wells } = screen.drugs;
      const perPlate = Map.groupBy(wells, ({ plate }) => plate);
      assertEquals(new Set([...perPlate.values()].map((plate) => plate.length)), new Set([384]));
      assertEquals(wells.filter(({ label }) => label === "DMSO").length, 64 * perPlate.size);
      assertEquals(new Set(wells.map(({ label }) => label)).size, 307);
      assertEquals(positionScore(wells).accuracy, 1);
    } finally {
      await Deno.remove(dir, { recursive: true });
    }
  },
});
