/** What the Python package said, from `fixtures/make_cellpose.py`. */
export interface CellposeFixture {
  network: { input: string; output: string; style: string };
  cases: {
    name: string;
    checkpoint: string;
    width: number;
    height: number;
    channels: [number, number];
    options: {
      diameter?: number;
      flow_threshold?: number;
      cellprob_threshold?: number;
      min_size?: number;
    };
    image: string;
    flows: string;
    inside: string;
    style: number[];
    masks: string;
  }[];
  size: { diameter: number; byStyle: number };
  resize: { picture: string; resized: { width: number; height: number; values: string }[] };
  normalize: { plane: string; normalized: string };
  tiles: { at: [number, number][]; pads: number[][]; taper: string; samples: number[] };
}

/** A file beside the script. */
export const fixture = (name: string): Promise<Uint8Array> =>
  Deno.readFile(new URL(`./fixtures/${name}`, import.meta.url));

/** The values of `cellpose.json`. */
export const expected: CellposeFixture = JSON.parse(
  new TextDecoder().decode(await fixture("cellpose.json")),
);

/** Unpacks numbers of the fixture. */
export async function unpack(text: string): Promise<ArrayBuffer> {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return await new Response(unpacked).arrayBuffer();
}

/** The largest difference of two rows of numbers. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
}
