import type { Random } from "../../core/random.ts";
import { type ChannelEffect, illuminationAt } from "./batch.ts";
import { gaussianBlur } from "./blur.ts";

/** Values at which BBBC021's camera saturates, counts of 12 bits; measured on real crops. */
export const SATURATION = 3961;

/** What the microscope does to one channel of one field. */
export interface Exposure {
  /** Plate effect of the channel. */
  channel: ChannelEffect;
  /** Sharpness in focus, sigma in px. */
  sharp: number;
  /** Defocus, sigma in px. */
  focus: number;
  /** Share of the light that is scattered over some 20 px. */
  haze: number;
  /** Further brightness, ×. */
  gain: number;
  /** The camera's stream. */
  random: Random;
}

/**
 * What the camera records: blur, scattered light, uneven illumination, shot and read noise.
 *
 * @param light Light of the sample, counts of 12 bits, [height × width].
 * @param width Width, px.
 * @param height Height, px.
 * @param exposure Microscope and camera.
 * @returns 12-bit counts times 16, as in BBBC021's files.
 */
export function expose(
  light: Float32Array,
  width: number,
  height: number,
  exposure: Exposure,
): Uint16Array {
  const { channel, random } = exposure;
  const sigma = Math.hypot(exposure.sharp, exposure.focus);
  const image = gaussianBlur(light, width, height, sigma);
  const far = gaussianBlur(light, width, height, 18);
  const share = Math.min(0.8, exposure.haze * channel.haze);
  const gain = channel.gain * exposure.gain;
  const pixels = new Uint16Array(width * height);
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const lit = illuminationAt(channel.illumination, x / width, y / height) * gain *
        ((1 - share) * image[pixel]! + share * far[pixel]!);
      const spread = Math.sqrt(READ * READ + lit * SHOT);
      const counts = Math.round(channel.offset + lit + spread * random.normal());
      pixels[pixel] = 16 * Math.min(SATURATION, Math.max(0, counts));
    }
  }
  return pixels;
}

/** Read noise, counts, and the variance that a count of light brings; fitted to real crops. */
const READ = 2.2, SHOT = 0.052;
