import { assertThrows } from "@std/assert";
import { type Profiles, selectRows } from "../../../lib/core/profiles.ts";
import { checkCorrections, type Named } from "../../../lib/profile/grade/check.ts";
import { columns, madeScreen } from "./screen.ts";

const { wells, controls } = madeScreen(1);
const rows = { columns, controls, unseen: controls };

function refused(
  given: Record<string, Profiles>,
  blind: readonly Named[],
  more: object,
  said: string,
) {
  const check = () => checkCorrections(Object.entries(given), blind, { ...rows, ...more });
  assertThrows(check, Error, said);
}

Deno.test("corrections of the same rows pass", () => {
  const same = Object.entries({ wells, again: wells });
  checkCorrections(same, same, rows);
});

Deno.test("rows in another order, and columns that there are not, are named", () => {
  const other = selectRows(wells, Array.from(controls.keys()).reverse());
  const both = Object.entries({ wells, other });
  refused({ wells, other }, both, {}, "other has other rows than wells");
  refused({ wells }, [["wells", other]], {}, "wells has other rows than wells");
  const missing = { columns: { ...columns, levels: ["month"] } };
  refused({ wells }, [["wells", wells]], missing, "month");
});

Deno.test("short masks, too few unseen controls and other names are refused", () => {
  const own: Named[] = [["wells", wells]];
  refused({ wells }, own, { unseen: [true] }, "mask of unseen");
  refused({ wells }, own, { controls: [] }, "mask of controls");
  const two = controls.map((is, row) => is && controls.slice(0, row).filter(Boolean).length < 2);
  refused({ wells }, own, { unseen: two }, "found 2, allowed: three or more");
  refused({ wells }, [["scaled", wells]], {}, "have other names");
  refused({ wells }, [], {}, "have other names");
  refused({}, [], {}, "Cannot grade corrections");
});
