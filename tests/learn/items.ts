import { Random } from "../../lib/core/random.ts";
import type { SplitItem } from "../../lib/learn/split.ts";

/** Images of a made-up screen: classes of several compounds, unequal numbers, plates in weeks. */
export function someItems(seed: number, fewest = 2): SplitItem[] {
  const random = new Random(seed);
  const items: SplitItem[] = [];
  const classes = 2 + random.integer(5);
  for (let c = 0; c < classes; c++) {
    const compounds = fewest + random.integer(4);
    for (let k = 0; k < compounds; k++) {
      const images = 1 + random.integer(12);
      for (let i = 0; i < images; i++) {
        const week = 1 + random.integer(3);
        const plate = `W${week}P${random.integer(3)}`;
        items.push({ label: `class ${c}`, compound: `drug ${c}.${k}`, plate, week: `${week}` });
      }
    }
  }
  return random.shuffle(items);
}
