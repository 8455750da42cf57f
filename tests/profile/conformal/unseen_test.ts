import { assert, assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { unseenMechanisms } from "../../../lib/profile/conformal/unseen.ts";
import { columns, simulated } from "./screen.ts";

Deno.test("unseenMechanisms() recognises clear mechanisms and rarely abstains without need", async () => {
  const clear = simulated(new Random(5), 40, { spread: 0.3 });
  const report = await unseenMechanisms(clear, columns, { falseAbstention: 0.1, error: 0.01 });
  assert(report.recognised.share > 0.9, JSON.stringify(report.recognised));
  assert(report.falseAbstention.share < 0.15, JSON.stringify(report.falseAbstention));
  assert(report.auc > 0.95, `${report.auc}`);
  assertEquals(report.moas.map(({ moa }) => moa), ["m0", "m1", "m2", "m3"]);
  assertEquals(report.moas.reduce((sum, { total }) => sum + total, 0), clear.meta.height);
});

Deno.test("unseenMechanisms() cannot tell what does not differ", async () => {
  const noise = simulated(new Random(6), 40, { spread: 50 });
  const { recognised, falseAbstention, auc } = await unseenMechanisms(noise, columns, {
    falseAbstention: 0.2,
    error: 0.01,
  });
  assert(auc > 0.4 && auc < 0.65, `${auc}`);
  assert(recognised.share < 0.45 && falseAbstention.share < 0.35, `${recognised.share}`);
});

Deno.test("unseenMechanisms() names mechanisms of one compound, and needs others", async () => {
  const meta = pl.DataFrame({
    compound: ["a", "b", "c", "d", "e"],
    moa: ["x", "x", "y", "y", "z"],
  });
  const profiles = makeProfiles(
    meta,
    ["f", "g"],
    new Float64Array([1, 0, 1, 0.1, 0, 1, 0.1, 1, 1, 1]),
  );
  const report = await unseenMechanisms(profiles, columns);
  assertEquals([report.leftOut, report.recognised.total], [["z"], 4]);
  const single = {
    ...profiles,
    meta: meta.withColumns(pl.Series("moa", ["v", "w", "x", "y", "z"])),
  };
  await assertRejects(() => unseenMechanisms(single, columns), InputError, "two compounds");
});
