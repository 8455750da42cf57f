import { type Block, threadsOf } from "./block.ts";

/** What a shader is made for. */
export interface Variant {
  /** How the work is shared out. */
  block: Block;
  /** Whether the maps have a multiple of four channels, so that four are fetched at once. */
  fourInputs: boolean;
  /** Whether the result has. */
  fourOutputs: boolean;
  /** Whether a bias is added. */
  bias: boolean;
  /** Whether negative values become 0. */
  relu: boolean;
  /** Whether it is the gradient of the maps, of which the slopes of the result are given. */
  back: boolean;
}

/** Whole numbers that the shader is given. */
export interface Sizes {
  /** Pixels of the result, of all images and of one. */
  pixels: number;
  outArea: number;
  outWidth: number;
  /** Height, width and channels of the maps. */
  inHeight: number;
  inWidth: number;
  inputs: number;
  /** Channels of the result. */
  outputs: number;
  filterHeight: number;
  filterWidth: number;
  /** Products in a sum: places of the filter × channels of the maps. */
  depth: number;
  /** Pixels between two places of the filter. */
  down: number;
  right: number;
  /** Zeros before the maps. */
  top: number;
  left: number;
}

/**
 * The shader of a convolution: a product of matrices, pixels × (places of the filter, channels), of
 * which the first is never laid out but fetched from where it lies in the maps.
 *
 * A group of threads keeps a block of both matrices in its own memory. While it multiplies, its threads
 * fetch what comes next.
 *
 * @param variant What it is made for.
 * @returns Functions in WGSL, of which `main` is one; its inputs are `given`, `kernel` and `bias`.
 *
 * @example
 * ```ts
 * import { blockFor } from "./block.ts";
 * import { convolutionCode } from "./code.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const of = { fourInputs: true, fourOutputs: true, bias: true, back: false };
 * const code = convolutionCode({ ...of, block: blockFor(64, 64), relu: true });
 * assertStringIncludes(code, "max(sum, vec4<f32>(0.0))");
 * ```
 */
export function convolutionCode(variant: Variant): string {
  const { block } = variant;
  const { pixels, outputs, depth } = block;
  return `
    var<workgroup> maps: array<vec4<f32>, ${pixels * depth / 4}>;
    var<workgroup> filters: array<vec4<f32>, ${depth * outputs / 4}>;
    ${pixelAt(variant.back)}
    ${variant.fourInputs ? fourAtOnce : oneByOne}
    ${filterAt(variant.fourOutputs)}

    fn main() {
      let thread = i32(localIndex);
      let firstPixel = i32(workgroupId.y) * ${pixels};
      let firstOutput = i32(workgroupId.x) * ${outputs};
      ${beginning(variant)}
      ${fetch(variant)}
      loop {
        ${keep(block)}
        workgroupBarrier();
        begin += ${depth};
        if (begin < uniforms.depth) {
          k += ${depth};
          ${variant.fourInputs ? nextPlace(depth) : ""}
          ${fetch(variant)}
        }
        ${multiply(block)}
        if (begin >= uniforms.depth) {
          break;
        }
        workgroupBarrier();
      }
      ${store(variant)}
    }
  `;
}

/** Where a place of the filter lies on the maps for a pixel of the result; -1 beside them. */
function pixelAt(back: boolean): string {
  const found = back
    ? `
      let v = (y - row) / uniforms.down;
      let u = (x - column) / uniforms.right;
      let hit = v * uniforms.down == y - row && u * uniforms.right == x - column;`
    : `
      let v = y + row;
      let u = x + column;
      let hit = true;`;
  return `
    fn pixelAt(origin: i32, y: i32, x: i32, row: i32, column: i32) -> i32 {${found}
      let inside = hit && row < uniforms.filterHeight && v >= 0 && u >= 0 &&
        v < uniforms.inHeight && u < uniforms.inWidth;
      return select(-1, origin + v * uniforms.inWidth + u, inside);
    }`;
}

/** Four channels of a pixel of the maps. */
const fourAtOnce = `
    fn mapAt(origin: i32, y: i32, x: i32, row: i32, column: i32, channel: i32) -> vec4<f32> {
      let at = pixelAt(origin, y, x, row, column);
      if (at < 0) {
        return vec4<f32>(0.0);
      }
      return given[(at * uniforms.inputs + channel) / 4];
    }`;

/** One number of the maps for the k-th product of a sum. */
const oneByOne = `
    fn mapAt(origin: i32, y: i32, x: i32, k: i32) -> f32 {
      let place = k / uniforms.inputs;
      let row = place / uniforms.filterWidth;
      let at = pixelAt(origin, y, x, row, place % uniforms.filterWidth);
      if (at < 0) {
        return 0.0;
      }
      return given[at * uniforms.inputs + k % uniforms.inputs];
    }`;

/** Four channels of the result for the k-th product of a sum. */
function filterAt(fourOutputs: boolean): string {
  const one = (i: number) => `select(0.0, kernel[at + ${i}], output + ${i} < uniforms.outputs)`;
  return `
    fn filterAt(k: i32, output: i32) -> vec4<f32> {
      if (k >= uniforms.depth || output >= uniforms.outputs) {
        return vec4<f32>(0.0);
      }
      let at = k * uniforms.outputs + output;
      return ${fourOutputs ? "kernel[at / 4]" : `vec4<f32>(${each(4, one, ", ")})`};
    }`;
}

/** Which numbers a thread fetches, always at the same places of its group's blocks, and its sums. */
function beginning({ block, fourInputs, back }: Variant): string {
  const { rows, columns, depth } = block, { maps, filters, threads, fours } = loads(block);
  const origin = (i: number) => `
      let pixel${i} = firstPixel + (thread + ${i * threads}) / ${fours};
      let line${i} = pixel${i} % uniforms.outArea / uniforms.outWidth;
      let place${i} = pixel${i} % uniforms.outArea % uniforms.outWidth;
      let origin${i} = pixel${i} / uniforms.outArea * uniforms.inHeight * uniforms.inWidth;
      let x${i} = place${i} ${back ? "+ uniforms.left" : "* uniforms.right - uniforms.left"};
      // Beyond the last pixel everything lies beside the maps.
      let y${i} = select(
        -1000000,
        line${i} ${back ? "+ uniforms.top" : "* uniforms.down - uniforms.top"},
        pixel${i} < uniforms.pixels
      );
      var nextMap${i} = vec4<f32>(0.0);`;
  const place = `
      var channel = k % uniforms.inputs;
      var row = k / uniforms.inputs / uniforms.filterWidth;
      var column = k / uniforms.inputs % uniforms.filterWidth;`;
  return `
      ${each(rows, (i) => each(columns / 4, (j) => `var sum${i}_${j} = vec4<f32>(0.0);`))}
      ${each(maps, origin)}
      ${each(filters, (i) => `var nextFilter${i} = vec4<f32>(0.0);`)}
      var begin = 0;
      var k = thread % ${depth / 4} * 4;
      ${fourInputs ? place : ""}`;
}

/** Goes on by a block's depth, without dividing. */
const nextPlace = (depth: number) => `
          channel += ${depth};
          while (channel >= uniforms.inputs) {
            channel -= uniforms.inputs;
            column += 1;
            if (column == uniforms.filterWidth) {
              column = 0;
              row += 1;
            }
          }`;

/** Fetches what a thread contributes to the next blocks. */
function fetch({ block, fourInputs }: Variant): string {
  const { maps, filters, threads, wide } = loads(block);
  const map = (i: number) => {
    const pixel = `origin${i}, y${i}, x${i}`, one = (e: number) => `mapAt(${pixel}, k + ${e})`;
    const four = fourInputs
      ? `mapAt(${pixel}, row, column, channel)`
      : `vec4<f32>(${each(4, one, ", ")})`;
    return `nextMap${i} = ${four};`;
  };
  const filter = (i: number) => {
    const at = `(thread + ${i * threads})`;
    return `nextFilter${i} = filterAt(begin + ${at} / ${wide}, firstOutput + ${at} % ${wide} * 4);`;
  };
  return `${each(maps, map)}
      ${each(filters, filter)}`;
}

/** Puts what was fetched where the group sees it. */
function keep(block: Block): string {
  const { pixels, depth } = block, { maps, filters, threads, fours, wide } = loads(block);
  const put = (name: string, next: string, length: number) => (i: number) => {
    const code = `${name}[thread + ${i * threads}] = ${next}${i};`;
    return (i + 1) * threads <= length
      ? code
      : `if (thread + ${i * threads} < ${length}) { ${code} }`;
  };
  return `${each(maps, put("maps", "nextMap", pixels * fours))}
        ${each(filters, put("filters", "nextFilter", depth * wide))}`;
}

/** Multiplies the blocks: each thread its pixels with its channels. */
function multiply(block: Block): string {
  const { rows, columns } = block, { fours, wide } = loads(block), { across, down } = shares(block);
  const quads = columns / 4;
  const product = (i: number, j: number, e: number) =>
    `sum${i}_${j} = fma(vec4<f32>(map${i}[${e}]), filter${j}, sum${i}_${j});`;
  const map = (i: number) =>
    `let map${i} = maps[(thread / ${across} + ${i * down}) * ${fours} + i];`;
  const filter = (e: number) => (j: number) =>
    `let filter${j} = filters[(i * 4 + ${e}) * ${wide} + thread % ${across} + ${j * across}];`;
  const step = (e: number) =>
    `{
            ${each(quads, filter(e))}
            ${each(rows, (i) => each(quads, (j) => product(i, j, e)))}
          }`;
  return `for (var i = 0; i < ${fours}; i++) {
          ${each(rows, map)}
          ${each(4, step)}
        }`;
}

/** Writes a thread's sums. */
function store({ block, fourOutputs, bias, relu }: Variant): string {
  const { rows, columns } = block, { across, down } = shares(block);
  const one = (e: number) => `bias[min(output + ${e}, uniforms.outputs - 1)]`;
  const offset = fourOutputs ? "bias[output / 4]" : `vec4<f32>(${each(4, one, ", ")})`;
  const write = (e: number) =>
    `if (output + ${e} < uniforms.outputs) { result[at + ${e}] = value[${e}]; }`;
  const pixel = (j: number) => (i: number) =>
    `{
            let pixel = firstPixel + thread / ${across} + ${i * down};
            if (pixel < uniforms.pixels) {
              let sum = sum${i}_${j}${bias ? " + offset" : ""};
              let value = ${relu ? "max(sum, vec4<f32>(0.0))" : "sum"};
              let at = pixel * uniforms.outputs + output;
              ${fourOutputs ? "result[at / 4] = value;" : each(4, write)}
            }
          }`;
  return each(columns / 4, (j) =>
    `{
        let output = firstOutput + (thread % ${across} + ${j * across}) * 4;
        if (output < uniforms.outputs) {
          ${bias ? `let offset = ${offset};` : ""}
          ${each(rows, pixel(j))}
        }
      }`);
}

/** How many fours of both blocks a thread fetches; fours of a pixel and of a product's channels. */
function loads(block: Block) {
  const { pixels, outputs, depth } = block, threads = threadsOf(block);
  const fours = depth / 4, wide = outputs / 4;
  return {
    threads,
    fours,
    wide,
    maps: Math.ceil(pixels * fours / threads),
    filters: Math.ceil(depth * wide / threads),
  };
}

/** Threads side by side, and below each other. */
function shares({ pixels, outputs, rows, columns }: Block) {
  return { across: outputs / columns, down: pixels / rows };
}

function each(count: number, code: (i: number) => string, between = "\n"): string {
  return Array.from({ length: count }, (_, i) => code(i)).join(between);
}
