import { assert, assertEquals } from "@std/assert";
import { warningsOf } from "../../../lib/profile/whiten/warnings.ts";

const features = Array.from({ length: 10 }, (_, i) => `f${i}`), all = [...features.keys()];

Deno.test("two controls or more a feature are enough; of fewer the sentence says how few", () => {
  assertEquals(warningsOf(features, all, 20, 0), []);
  const said = (controls: number, shrinkage: number) =>
    warningsOf(features, all, controls, shrinkage);
  const [hardly] = said(19, 0), [not] = said(10, 0.345);
  assertEquals([hardly!.kind, not!.kind], ["few controls", "few controls"]);
  assert(hardly!.message.startsWith("19 controls for 10 features hardly determine"));
  assert(hardly!.message.endsWith("without shrinkage, whitening blows noise up"));
  assert(not!.message.includes("do not determine"), not!.message);
  assert(not!.message.endsWith("by 0.34") || not!.message.endsWith("by 0.35"), not!.message);
});

Deno.test("constant features are counted and the first five named; only varying ones need controls", () => {
  const [warning, ...others] = warningsOf(features, [1, 3], 4, 0);
  assertEquals([warning!.kind, others], ["constant features", []]);
  assert(warning!.message.startsWith("8 of 10 features do not vary"));
  assert(warning!.message.endsWith("f0, f2, f4, f5, f6 and 3 more"), warning!.message);
});
