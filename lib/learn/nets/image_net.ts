/**
 * Mean and standard deviation of the red, green and blue of ImageNet's images, in 0 … 1, by which
 * torchvision and DINOv2 normalise what their networks read.
 *
 * @example
 * ```ts
 * import { imageNet } from "./image_net.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(imageNet.mean.length, 3);
 * ```
 */
export const imageNet = {
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
} as const;
