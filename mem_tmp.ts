import { loadEmbedder } from "./lib/cli/embedders.ts";
import { openBackend } from "./lib/learn/backend.ts";
import { openOnnx } from "./lib/learn/backend/onnx.ts";
import { inceptionEmbedder } from "./lib/learn/embed/networks.ts";
import { onnxEmbedder } from "./lib/learn/embed/onnx.ts";
import { InceptionV3, inceptionNames } from "./lib/learn/nets/inception_v3.ts";
import { inceptionOnnx } from "./lib/learn/onnx/inception_v3.ts";
import { uniform, weight } from "./tests/learn/nets/formula.ts";
const names = inceptionNames({ classes: 5, auxiliary: false });
const tensors = new Map([...names].map(([name, shape]) => [name, weight(name, shape)]));
const peak = () => /VmHWM:\s+(\d+)/.exec(Deno.readTextFileSync("/proc/self/status"))![1];
let e;
if (Deno.args[0] === "tf") { const { tf } = await openBackend({log(){}}); e = inceptionEmbedder(tf, new InceptionV3(tf, tensors)); }
else e = onnxEmbedder(await openOnnx(inceptionOnnx(tensors)), { name: "x", size: 299, channels: 3, length: 2048 });
const before = peak();
const batch = uniform("embedded", 32 * 299 * 299 * 3, 0, 1);
for (let i = 0; i < 2; i++) { const t = performance.now(); await e.embed(batch); console.log(Deno.args[0], before, peak(), "kB peak", 32000 / (performance.now() - t)); }
