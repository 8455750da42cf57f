import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { holdOutControls } from "../../../lib/profile/grade/hold_out.ts";

const plates = ["P1", "P2"].flatMap((plate) => new Array<string>(12).fill(plate));
const meta = pl.DataFrame({
  plate: plates,
  drug: plates.map((_, row) => row % 12 < 9 ? "DMSO" : "taxol"),
});
const options = { controls: { drug: "DMSO" }, by: "plate" };

Deno.test("holdOutControls() holds a third of the controls of every plate out, and treats no drug", () => {
  const { seen, unseen } = holdOutControls(meta, options);
  for (const plate of ["P1", "P2"]) {
    const count = (mask: boolean[]) => mask.filter((is, row) => is && plates[row] === plate).length;
    assertEquals([count(seen), count(unseen)], [6, 3]);
  }
  assertEquals(seen.some((is, row) => is && (unseen[row] || row % 12 >= 9)), false);
  assertEquals(unseen.some((is, row) => is && row % 12 >= 9), false);
});

Deno.test("holdOutControls() draws the same controls for the same seed, others for another", () => {
  assertEquals(holdOutControls(meta, options), holdOutControls(meta, options));
  assertNotEquals(holdOutControls(meta, options), holdOutControls(meta, { ...options, seed: 1 }));
});

Deno.test("holdOutControls() refuses a plate with too few controls, and a share out of range", () => {
  const two = pl.DataFrame({ plate: ["P1", "P1"], drug: ["DMSO", "DMSO"] });
  assertThrows(() => holdOutControls(two, options), Error, "P1 has too few");
  assertThrows(() => holdOutControls(meta, { ...options, share: 1 }), Error, "between 0 and 1");
});
