import { assertAlmostEquals, assertThrows } from "@std/assert";
import { fourier } from "../../lib/image/fourier.ts";
import reference from "./fixtures/quality.json" with { type: "json" };

Deno.test("fourier() equals numpy.fft.fft for lengths of mixed and prime factors", () => {
  for (const { length, re, im } of reference.fourier) {
    const real = Float64Array.from({ length }, (_, i) => Math.sin(i * i));
    const imaginary = new Float64Array(length);
    fourier(length)(real, imaginary);
    for (let k = 0; k < length; k++) {
      assertAlmostEquals(real[k]!, re[k]!, 1e-12);
      assertAlmostEquals(imaginary[k]!, im[k]!, 1e-12);
    }
  }
});

Deno.test("fourier() of a pure wave of 1,080 samples is one line", () => {
  const real = Float64Array.from({ length: 1080 }, (_, i) => Math.cos(2 * Math.PI * 7 * i / 1080));
  const imaginary = new Float64Array(1080);
  fourier(1080)(real, imaginary);
  real.forEach((value, k) => {
    assertAlmostEquals(value, k === 7 || k === 1073 ? 540 : 0, 1e-9);
    assertAlmostEquals(imaginary[k]!, 0, 1e-9);
  });
});

Deno.test("fourier() refuses a length that is not a positive whole number", () => {
  for (const length of [0, -4, 2.5, NaN]) assertThrows(() => fourier(length), RangeError, "whole");
});
