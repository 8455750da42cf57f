import { modelChannels } from "./model_channels.ts";
import { isModel } from "./model_file.ts";

/** What a saved network of ours says about the images that it learned from. */
export interface ModelInput {
  /** Names of its channels, in its order. */
  channels?: string[];
  /** Side of its images, px. */
  side?: number;
  /** Bits of a grey value. */
  bits?: number;
}

/**
 * Reads what a saved network says about its images; files of old and of others say less, or nothing.
 *
 * @param values What the file holds beside tensors.
 *
 * @example
 * ```ts
 * import { modelInput } from "./model_input.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const saved = (settings: object) =>
 *   new Map([["kind", "cell2structure model 1"], ["settings", JSON.stringify(settings)]]);
 * assertEquals(modelInput(saved({ channels: ["DAPI"], side: 64 })), { channels: ["DAPI"], side: 64 });
 * assertEquals(modelInput(saved({ channels: 3, side: 64 })), { side: 64 });
 * assertEquals(modelInput(new Map()), {});
 * ```
 */
export function modelInput(values: ReadonlyMap<string, unknown>): ModelInput {
  if (!isModel(values.get("kind"))) return {};
  const settings = settingsOf(values.get("settings")), { side, bits } = settings;
  const { names } = modelChannels(settings);
  return {
    ...(names === undefined ? {} : { channels: names }),
    ...(typeof side === "number" ? { side } : {}),
    ...(typeof bits === "number" ? { bits } : {}),
  };
}

function settingsOf(text: unknown): Record<string, unknown> {
  try {
    return JSON.parse(String(text)) ?? {};
  } catch {
    return {};
  }
}
