import { assert } from "@std/assert";
import { crc32 } from "node:zlib";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { decodeRaw } from "../../lib/image/decode.ts";
import { omePage, readOme } from "../../lib/image/ome.ts";
import { tiffPages } from "../../lib/image/tiff.ts";
import ome from "./fixtures/ome.json" with { type: "json" };
import png from "./fixtures/png.json" with { type: "json" };
import kinds from "./fixtures/tiff_kinds.json" with { type: "json" };

/** How many damaged files are read. */
const rounds = 10_000;
/** Far above what a file of a kilobyte takes, so that a busy machine does not fail the test. */
const patience = 20_000;

const files = [...kinds, ...png, ...ome].map(({ file }) => Uint8Array.fromBase64(file));
const isPng = (bytes: Uint8Array) => bytes[0] === 137;
const telling = [0, 1, 2, 127, 128, 255, 256, 65535, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];

/** One to four damages: bytes changed, numbers made extreme, pieces cut out, doubled or cut off. */
function damage(file: Uint8Array, random: Random): Uint8Array {
  let bytes = file.slice();
  for (let left = 1 + random.integer(4); left > 0 && bytes.length > 8; left--) {
    const at = random.integer(bytes.length), length = 1 + random.integer(24);
    const view = new DataView(bytes.buffer);
    switch (random.integer(6)) {
      case 0:
        bytes[at] = random.integer(256);
        break;
      case 1:
        bytes[at]! ^= 1 << random.integer(8);
        break;
      case 2:
        if (at + 4 <= bytes.length) {
          view.setUint32(at, random.pick(telling), random.integer(2) === 0);
        }
        break;
      case 3:
        bytes = new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + length)]);
        break;
      case 4:
        bytes = new Uint8Array([...bytes.subarray(0, at + length), ...bytes.subarray(at)]);
        break;
      default:
        bytes = bytes.slice(0, at);
    }
  }
  // Checksums put right again let damage through to what stands behind them.
  if (isPng(bytes) && random.integer(2) === 0) putChecksums(bytes);
  return bytes;
}

function putChecksums(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer);
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) return;
    view.setUint32(at + 8 + length, crc32(bytes.subarray(at + 4, at + 8 + length)));
    at += 12 + length;
  }
}

Deno.test(`${rounds} damaged TIFFs and PNGs are read or refused clearly, none hangs, in little memory`, async () => {
  const random = new Random(20_211);
  const times: number[] = [];
  let read = 0;
  for (let round = 0; round < rounds; round++) {
    const bytes = damage(files[round % files.length] as Uint8Array, random);
    const started = performance.now();
    try {
      const pages = isPng(bytes) ? 1 : await tiffPages(bytes);
      const described = isPng(bytes) ? undefined : readOme(bytes);
      if (described !== undefined) omePage(described, described.channels.length - 1);
      for (let page = 0; page < Math.min(pages, 3); page++) {
        const { planes, width, height } = decodeRaw(bytes, { page, file: "damaged" });
        const size = planes.reduce((sum, { byteLength }) => sum + byteLength, 0);
        assert(planes.every(({ length }) => length === width * height), `round ${round}`);
        assert(size <= 4096 * bytes.length, `round ${round}: ${size} of ${bytes.length} bytes`);
      }
      read++;
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw new Error(`round ${round}: ${error}`, { cause: error });
      }
    }
    times.push(performance.now() - started);
  }
  const slowest = times.reduce((most, time) => Math.max(most, time), 0);
  assert(slowest < patience, `slowest ${slowest.toFixed(0)} ms`);
  const typical = times.toSorted((a, b) => a - b)[Math.floor(0.999 * times.length)] as number;
  if (rounds > 300) {
    console.log(
      `${rounds} damaged files: ${read} read, ${rounds - read} refused; slowest ` +
        `${slowest.toFixed(1)} ms, 99.9 % within ${typical.toFixed(1)} ms`,
    );
  }
  assert(read > rounds / 50 && read < rounds, `${read} of ${rounds} read`);
});
