import { assertEquals } from "@std/assert";
import { gradeFlags } from "../../../lib/data/screen/grade_flags.ts";
import type { FieldTruth } from "../../../lib/data/screen/truth.ts";
import type { FieldFlags, Flag } from "../../../lib/image/outliers.ts";

const where = { plate: "P1", well: "B02", site: 1 };
const flags = (...names: Flag[]): FieldFlags => ({
  quality: { where, channels: {}, objects: 9, covered: 0.1, largest: 2 },
  flags: names,
  focus: 0,
  saturated: 0,
  brightness: 0,
  glare: 0,
  saturatedChannels: [],
});
const truth = (defect: FieldTruth["defect"]): FieldTruth => ({
  ...where,
  defect,
  focus: 0,
  light: {},
  offset: {},
});

Deno.test("gradeFlags() tells found, found by the right name, and false alarms apart", () => {
  const graded = gradeFlags(
    [flags("blurred"), flags("exposure"), flags(), flags("saturated"), flags("empty"), flags()],
    (["defocus", "defocus", "defocus", "overexposed", "none", "none"] as const).map(truth),
  );
  assertEquals(graded, [
    { planted: "defocus", fields: 3, flagged: 2, named: 1 },
    { planted: "overexposed", fields: 1, flagged: 1, named: 1 },
    { planted: "none", fields: 2, flagged: 1, named: 0 },
  ]);
});

Deno.test("gradeFlags() of real fields is empty, for nothing was planted there", () => {
  assertEquals(gradeFlags([flags("blurred")], undefined), []);
});
