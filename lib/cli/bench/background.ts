import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { subtractBackground } from "../../image/background.ts";
import type { Bench } from "./bench.ts";

const side = 1080, radius = 25;

/** Takes the background out of a field: the white top-hat with a disk. */
export const backgroundBench: Bench = {
  name: "background",
  what: "subtracting the background by a disk",
  repeats: 3,
  peer: {
    name: "scikit-image",
    packages: ["scikit-image==0.25.2", "scipy==1.16.3", "numpy==2.3.5"],
    script: new URL("./background.py", import.meta.url),
  },
  prepare: async (folder) => {
    const data = drawn();
    await Deno.writeFile(`${folder}/field.u16`, new Uint8Array(data.buffer));
    return {
      input: `1 field of ${side} × ${side}, radius ${radius}`,
      run: () => {
        const without = subtractBackground({ width: side, height: side, data }, { radius }).data;
        return without.reduce((sum, value, i) => sum + value * (i % 251), 0);
      },
      check: (ours, peer) => {
        if (String(ours) !== peer) {
          throw new InputError("Both must leave the same light", { found: [ours, peer] });
        }
      },
    };
  },
};

/** Disks smaller than that of the background, on a slope with the noise of a camera. */
function drawn(): Uint16Array {
  const random = new Random(7);
  return Uint16Array.from({ length: side * side }, (_, i) => {
    const x = i % side, y = Math.floor(i / side);
    const spot = Math.hypot(x % 60 - 30, y % 60 - 30) < 15 ? 5000 : 0;
    return 900 + x + spot + random.normal(0, 60);
  });
}
