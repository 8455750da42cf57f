/** The test image of fixtures/make_quality.py: blobs and a hash as noise, in whole numbers. */
export function drawn(height: number, width: number, seed: number): Uint16Array {
  const data = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const hash = x * 7919 + y * 104729 + seed * 31 + (x * y) % 97 * 613;
      let value = 300 + Math.floor(hash % 1009 / 8);
      for (let k = 0; k < 12; k++) {
        const cy = (k * 53 + seed * 17) % height, cx = (k * 89 + seed * 29) % width;
        value += Math.max(0, 4000 - 12 * ((y - cy) ** 2 + (x - cx) ** 2));
      }
      data[y * width + x] = value;
    }
  }
  return data;
}
