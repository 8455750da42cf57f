import { simulateScreen } from "../../../lib/data/simulate.ts";
import { parseImagePlace } from "../../../lib/data/image_file.ts";
import type { IndexedField } from "../../../lib/data/index_file.ts";

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

/** Cuts an image of a field off in its middle, as a copy that broke off; gives its path. */
export async function tearImage({ files }: IndexedField): Promise<string> {
  const { path } = parseImagePlace(Object.values(files)[0]!), bytes = await Deno.readFile(path);
  await Deno.writeFile(path, bytes.subarray(0, bytes.length >> 1));
  return path;
}
