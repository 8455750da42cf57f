import { blobDistance, type Cell, radiusAt } from "./cell.ts";
import { at, textures } from "./noise.ts";

/** The ground plan of a field: which pixel belongs to which cell, and how deep inside it lies. */
export interface Scene {
  /** Field width, px. */
  width: number;
  /** Field height, px. */
  height: number;
  /** Cells in drawing order; label i + 1 belongs to cell i. */
  cells: Cell[];
  /** Cell of each pixel, 0 = none, [height × width]. */
  cellOf: Uint16Array;
  /** Nucleus of each pixel, labelled by its cell, 0 = none, [height × width]. */
  nucleusOf: Uint16Array;
  /** 0 in the middle of the cell, 1 on its outline, [height × width]. */
  depth: Float32Array;
  /** Distance to the nearest border of the cell, shared or free, px, [height × width]. */
  border: Float32Array;
  /** Pixels across whose border another cell begins: shared borders, [height × width]. */
  shared: Uint8Array;
}

/** The part of a field that can belong to a cell: first and one past the last column and row. */
export interface Box {
  /** First column. */
  left: number;
  /** First row. */
  top: number;
  /** One past the last column. */
  right: number;
  /** One past the last row. */
  bottom: number;
}

/** The pixels within a distance of a point, cut to the field. */
export function boxAround(
  x: number,
  y: number,
  reach: number,
  width: number,
  height: number,
): Box {
  return {
    left: Math.max(0, Math.floor(x - reach)),
    top: Math.max(0, Math.floor(y - reach)),
    right: Math.min(width, Math.ceil(x + reach) + 1),
    bottom: Math.min(height, Math.ceil(y + reach) + 1),
  };
}

/** How far the borders of a flat cell stray from their outline, px. */
const UNEVEN = 2.4;

/**
 * Lays the cells out: each pixel goes to the cell that reaches it most easily, so crowded cells
 * meet in shared borders, and free edges keep their own outline.
 *
 * Nuclei are laid first and always belong to their cell, so that every nucleus lies inside it.
 *
 * @param width Field width, px.
 * @param height Field height, px.
 * @param cells Cells, whose order decides where two nuclei overlap.
 */
export function layScene(width: number, height: number, cells: Cell[]): Scene {
  const size = width * height;
  const nucleusOf = layNuclei(width, height, cells);
  const { coarse } = textures();
  const cellOf = new Uint16Array(size);
  const depth = new Float32Array(size).fill(1e9);
  const second = new Float32Array(size).fill(1e9);
  cells.forEach((cell, index) => {
    const stray = UNEVEN * (1 - 0.7 * cell.look.rounding);
    let far = 0;
    for (const radius of cell.outline) far = Math.max(far, radius);
    const box = boxAround(cell.x, cell.y, far + 2 * UNEVEN, width, height);
    for (let y = box.top; y < box.bottom; y++) {
      for (let x = box.left; x < box.right; x++) {
        // No membrane is a straight line: the ground on which the outlines are laid is uneven.
        const dx = x - cell.x + stray * coarse[at(x + cell.textureX, y + cell.textureY)]!;
        const dy = y - cell.y + stray * coarse[at(x + cell.textureY, y + cell.textureX)]!;
        const away = Math.sqrt(dx * dx + dy * dy);
        if (away > far) continue;
        const reach = away / radiusAt(cell.outline, Math.atan2(dy, dx));
        if (reach >= 1) continue;
        const pixel = y * width + x;
        if (reach < depth[pixel]!) {
          second[pixel] = depth[pixel]!;
          depth[pixel] = reach;
          cellOf[pixel] = index + 1;
        } else if (reach < second[pixel]!) second[pixel] = reach;
      }
    }
  });
  const border = new Float32Array(size), shared = new Uint8Array(size);
  for (let pixel = 0; pixel < size; pixel++) {
    const nucleus = nucleusOf[pixel]!;
    if (nucleus !== 0 && cellOf[pixel] !== nucleus) {
      cellOf[pixel] = nucleus;
      depth[pixel] = Math.min(0.95, depth[pixel]!);
      border[pixel] = 3;
      continue;
    }
    const owner = cellOf[pixel]!;
    if (owner === 0) {
      depth[pixel] = 1;
      continue;
    }
    const radius = cells[owner - 1]!.radius;
    const free = (1 - depth[pixel]!) * radius,
      neighbour = (second[pixel]! - depth[pixel]!) * radius / 2;
    border[pixel] = Math.min(free, neighbour);
    shared[pixel] = neighbour < free ? 1 : 0;
  }
  return { width, height, cells, cellOf, nucleusOf, depth, border, shared };
}

function layNuclei(width: number, height: number, cells: Cell[]): Uint16Array {
  const nucleusOf = new Uint16Array(width * height);
  cells.forEach((cell, index) => {
    for (const blob of cell.blobs) {
      const box = boxAround(blob.x, blob.y, 1.6 * Math.max(blob.a, blob.b), width, height);
      for (let y = box.top; y < box.bottom; y++) {
        for (let x = box.left; x < box.right; x++) {
          const pixel = y * width + x;
          if (nucleusOf[pixel] === 0 && blobDistance(blob, x, y) < 1) nucleusOf[pixel] = index + 1;
        }
      }
    }
  });
  return nucleusOf;
}
