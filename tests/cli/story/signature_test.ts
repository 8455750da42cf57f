import { assertEquals } from "@std/assert";
import { readSignature } from "../../../lib/cli/story/signature.ts";

const module = `
import type { More } from "./more.ts";

/** How it works. */
export interface FitOptions extends More {
  /** How many times; defaults to 0.5 of the rows, at least 3. */
  times?: number;
  /** What is fitted. */
  what?: string;
  /** Seed.
   *
   * Defaults to *1*; another one changes little. */
  seed?: number;
}

/**
 * Fits what {@link FitOptions} says, e.g.
 * a line. More follows.
 *
 * @param rows The rows.
 */
export async function fit<T extends { a: number }>(
  rows: readonly T[],
  options: FitOptions = {},
): Promise<void> {}

/** Counts. */
export function count(rows: { a: number; b: number }[]): number {}
/** Cuts. */
export function cut({ times, seed }: FitOptions) {}
`;

async function read(name: string) {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/fit.ts`, module);
  await Deno.writeTextFile(
    `${folder}/more.ts`,
    "export interface More {\n  /** Share; defaults to all. */\n  share?: number;\n}\n",
  );
  try {
    return await readSignature(`${folder}/fit.ts`, name);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("readSignature() finds summary, place of the options and documented defaults, inherited too", async () => {
  assertEquals(await read("fit"), {
    summary: "Fits what FitOptions says, e.g.",
    position: 1,
    defaults: { share: "all", times: "0.5 of the rows, at least 3", seed: "1" },
  });
  assertEquals((await read("cut"))?.position, 0);
});

Deno.test("readSignature() takes data for no options, and knows no function that is not there", async () => {
  assertEquals(await read("count"), { summary: "Counts.", position: null, defaults: {} });
  assertEquals(await read("nothing"), null);
});
