/**
 * Makes `.github/results.png`, the picture of the README, from the figures of the last story:
 * `deno task story`, then `deno run -P=story .github/results.ts`.
 *
 * @module
 */
import { join } from "node:path";
import sharp from "sharp";
import { projectRoot } from "../lib/core/files.ts";

const ids = ["03-overlay", "b13", "04-bias", "b9", "09-audit", "12-proposals"];
const tile = { width: 640, height: 420, gap: 24 };

const pictures = await Promise.all(ids.map(async (id, i) => ({
  input: await sharp(join(projectRoot, "out/figures", `${id}.png`))
    .resize({ ...tile, fit: "contain", background: "#ffffff" }).toBuffer(),
  left: tile.gap + (i % 3) * (tile.width + tile.gap),
  top: tile.gap + Math.floor(i / 3) * (tile.height + tile.gap),
})));
await sharp({
  create: {
    width: tile.gap + 3 * (tile.width + tile.gap),
    height: tile.gap + 2 * (tile.height + tile.gap),
    channels: 3,
    background: "#ffffff",
  },
}).composite(pictures).png({ palette: true }).toFile(join(projectRoot, ".github/results.png"));
