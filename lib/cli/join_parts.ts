import { InputError } from "../core/errors.ts";
import { exists } from "../core/files.ts";
import type { Profiles } from "../core/profiles.ts";
import type { IndexedField } from "../data/index_file.ts";
import { readPart } from "../data/profiles_part.ts";
import type { ProfilesBlocks } from "../data/profiles_stream.ts";
import { fieldName } from "./over_fields.ts";
import type { Parts } from "./parts.ts";

/** Which rows are joined. */
export interface JoinPartsOptions {
  /** Names of the features. */
  features: readonly string[];
  /** Fields that were left out, and so have no part. */
  skipped: readonly { field: string }[];
  /** Called with the rows of each field, and its name. */
  onField: (block: Profiles<Float64Array>, name: string) => void;
}

/**
 * The rows of all fields, field by field in the order of the index.
 *
 * @param parts Where they lie.
 * @param fields The fields.
 * @param options What was left out, and who is told.
 * @throws {InputError} if the rows of a field are gone that was not left out: the output would lack them.
 *
 * @example
 * ```ts
 * import { joinParts } from "./join_parts.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const parts = { folder: "no", file: () => "no/such.part" };
 * const field = { plate: "P1", well: "B02", site: 1, files: {}, pixelSize: NaN, metadata: {} };
 * const options = { features: [], skipped: [], onField: () => {} };
 * const join = () => Array.fromAsync(joinParts(parts, [field], options));
 * await assertRejects(join, Error, "The rows of P1/B02/1 are gone");
 * ```
 */
export async function* joinParts(
  parts: Parts,
  fields: readonly IndexedField[],
  { features, skipped, onField }: JoinPartsOptions,
): ProfilesBlocks {
  const left = new Set(skipped.map(({ field }) => field));
  for (const [number, field] of fields.entries()) {
    const name = fieldName(field), file = parts.file(number);
    if (left.has(name)) continue;
    if (!await exists(file)) {
      throw new InputError(`The rows of ${name} are gone`, {
        file,
        found: "no such file",
        hint: "Something has removed it since; the same line makes it anew",
      });
    }
    const block = await readPart(file, features);
    onField(block, name);
    yield block;
  }
}
