import { assert, assertEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { contrastiveTowers } from "../../../lib/link/compare/towers_method.ts";
import { takeCompounds } from "../../../lib/link/matched.ts";
import { planted } from "../planted.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

Deno.test("contrastiveTowers() hand on the epochs that were best on validation compounds", async () => {
  const matched = planted(30, 2, 1);
  const part = (from: number, to: number) =>
    takeCompounds(matched, Array.from({ length: to - from }, (_, i) => from + i));
  const method = contrastiveTowers(tf, { embedding: 4, epochs: 20, patience: 5, rate: 0.02 });
  const fitted = await method.prepare(part(0, 20), part(20, 25))({ hidden: 0, loss: "InfoNCE" });
  const epochs = Number(fitted.again?.epochs);
  assert(epochs % 5 === 0 && epochs >= 5 && epochs <= 20);
  const again = await method.prepare(part(0, 25))(fitted.again!);
  assertEquals(again.again, fitted.again);
  const { toStructure, toProfile } = await again.score(part(25, 30));
  assertEquals(toStructure.data[1], toProfile.data[5]);
});
