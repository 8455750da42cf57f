import { resolve } from "node:path";
import { InputError } from "../../core/errors.ts";
import type { FieldIndex } from "../../data/index_file.ts";
import type { Invocation, Option } from "../command.ts";
import { lightFor } from "../illumination/light_for.ts";
import { indexChannel, nuclearChannel } from "../open_index.ts";
import {
  backgroundOption,
  illuminationOption,
  methodOptions,
  nucleiOption,
  oneOf,
  wholeNumber,
} from "../shared_options.ts";
import { cellMethods, type CellNetwork, usualCellModel } from "./find_cells.ts";
import { parseLength } from "./length.ts";
import { borderRules, type SegmentSettings } from "./task.ts";

/** Options of every command that finds nuclei and cells. */
export const segmentOptions: Record<string, Option> = {
  ...methodOptions,
  ...nucleiOption,
  cells: {
    type: "string",
    value: "LIST",
    description: "channels of the cytoplasm, or none (default: all but the nuclei's)",
  },
  "cells-method": {
    type: "string",
    value: "NAME",
    description: "spread (nuclei spread over the cytoplasm) or cellpose, which sees one channel " +
      "of cells and the nuclei (default: spread)",
  },
  "cells-checkpoint": {
    type: "string",
    value: "FILE",
    description: "weights of one's own for --cells-method cellpose",
  },
  "cells-model": {
    type: "string",
    value: "NAME",
    description: `published weights for it (default: ${usualCellModel})`,
  },
  diameter: {
    type: "string",
    value: "LENGTH",
    description: "of a nucleus, 25px or 12um (default: from each image)",
  },
  "cells-diameter": {
    type: "string",
    value: "LENGTH",
    description: "of a cell, for --cells-method cellpose (default: from each image)",
  },
  border: {
    type: "string",
    value: "RULE",
    description: "objects that the border cuts: keep, mark (in BorderObjects of fields.csv) or " +
      "remove (default: keep)",
  },
  ...illuminationOption,
  ...backgroundOption,
};

/** How nuclei and cells shall be found, as options say it, before the channels are known. */
export type SegmentChoice = Partial<Omit<SegmentSettings, "cells">> & {
  /** Channels of the cytoplasm, separated by commas, or `none`; absent for all but the nuclei's. */
  cells?: string;
};

/**
 * What {@link segmentOptions} say; paths become absolute.
 *
 * @throws {InputError} for an option that cannot be.
 */
export function segmentChoice(invocation: Invocation): SegmentChoice {
  const { text } = invocation;
  const path = (name: string) => text(name) === undefined ? undefined : resolve(text(name)!);
  return {
    method: text("method"),
    weights: { checkpoint: path("checkpoint"), model: text("model") },
    nuclei: text("nuclei"),
    cells: text("cells"),
    cellNetwork: cellNetworkOf(invocation, path("cells-checkpoint")),
    diameter: parseLength("diameter", text("diameter")),
    border: oneOf(invocation, "border", borderRules),
    illumination: path("illumination"),
    background: wholeNumber(invocation, "background"),
  };
}

/**
 * How the fields of an index are segmented, once the choice is sure to fit to them.
 *
 * @param choice What was asked for.
 * @param index The fields.
 * @param options `method`: the one that is taken where none is chosen. `all`: whether light is needed for
 * all channels, and not only for those that show nuclei and cells.
 * @throws {InputError} for a channel that the index has not, or light that is not there.
 */
export async function segmentSettings(
  choice: SegmentChoice,
  index: FieldIndex,
  { method, all = false }: { method: string; all?: boolean },
): Promise<SegmentSettings> {
  const nuclei = nuclearChannel(index.channels, choice.nuclei);
  const cells = cellChannels(choice.cells, index.channels, nuclei);
  const lit = all ? index.channels : [nuclei, ...cells];
  // In one order, whatever that of the choice: steps are told apart by what was written of them.
  return {
    method: choice.method ?? method,
    weights: choice.weights ?? {},
    nuclei,
    cells,
    cellNetwork: choice.cellNetwork,
    diameter: choice.diameter,
    border: choice.border ?? "keep",
    illumination: await lightFor(choice.illumination, index, lit),
    background: choice.background,
  };
}

function cellChannels(
  list: string | undefined,
  channels: readonly string[],
  nuclei: string,
): string[] {
  if (list === undefined) return channels.filter((name) => name !== nuclei);
  if (list === "none") return [];
  return list.split(",").map((name) => name.trim()).filter((name) => name !== "")
    .map((name) => indexChannel(channels, name, "--cells"));
}

/** The network that shall find cells; options of one that is not asked for are refused. */
function cellNetworkOf(
  invocation: Invocation,
  checkpoint: string | undefined,
): CellNetwork | undefined {
  const { text } = invocation, model = text("cells-model");
  const method = oneOf(invocation, "cells-method", cellMethods) ?? "spread";
  if (method === "cellpose") {
    if (checkpoint !== undefined && model !== undefined) {
      throw new InputError("Weights can be named in one way only", {
        found: `--cells-checkpoint ${text("cells-checkpoint")} --cells-model ${model}`,
        allowed: "one of both",
      });
    }
    return {
      method,
      weights: checkpoint === undefined ? { model: model ?? usualCellModel } : { checkpoint },
      diameter: parseLength("cells-diameter", text("cells-diameter")),
    };
  }
  const given = ["cells-checkpoint", "cells-model", "cells-diameter"].find((name) => text(name));
  if (given === undefined) return undefined;
  throw new InputError(`--${given} is for cells that a network finds`, {
    found: text(given),
    allowed: "with --cells-method cellpose",
  });
}
