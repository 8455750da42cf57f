import { simulateScreen } from "../../../lib/data/simulate.ts";

/** A virtual screen of two mechanisms with two compounds each, two weeks, three plates a week. */
export async function writeSmallScreen() {
  const root = await Deno.makeTempDir({ prefix: "train-screen-" });
  const out = `${root}/screen`;
  await simulateScreen({
    out,
    size: "small",
    width: 96,
    height: 96,
    weeks: 2,
    plates: 3,
    compounds: ["cytochalasin B", "latrunculin B", "AZ-A", "AZ258"],
    workers: 1,
  });
  return {
    root,
    screen: out,
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}
