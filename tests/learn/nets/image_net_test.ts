import { assertEquals } from "@std/assert";
import { imageNet } from "../../../lib/learn/nets/image_net.ts";

Deno.test("ImageNet's statistics bring grey 0.5 to what torchvision makes of it", () => {
  const grey = imageNet.mean.map((mean, i) => (0.5 - mean) / imageNet.deviation[i]!);
  // torchvision.transforms.functional.normalize(torch.full((3, 1, 1), 0.5), …)
  assertEquals(grey.map((value) => value.toFixed(4)), ["0.0655", "0.1964", "0.4178"]);
});
