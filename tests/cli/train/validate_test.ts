import { assert, assertEquals } from "@std/assert";
import { candidates, judge } from "../../../lib/cli/train/validate.ts";
import { readModel } from "../../../lib/data/models.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { decodeNetwork } from "../../../lib/learn/nucleus_network.ts";
import { discs } from "../../learn/discs.ts";

Deno.test("judge() takes the settings that find the nuclei", async () => {
  const { tf } = await openBackend({ log: () => {} });
  const network = decodeNetwork((await readModel("nucleus")).bytes);
  const wrong = { threshold: 1e6, flowError: 0 }, right = { threshold: 0, flowError: 0 };
  const best = await judge(tf, network, [discs(96, 96, 8, 8, 1)], [wrong, right]);
  assertEquals({ threshold: best.threshold, flowError: best.flowError }, right);
  assert(best.ap > 0.9, `${best.ap}`);
  assertEquals(candidates.length, 12);
});
