import { assertEquals } from "@std/assert";
import { ownSettings, settingsAsVariables } from "../../../lib/cli/own_screen/settings.ts";

Deno.test("settings reach the notebook as they were given", () => {
  const settings = {
    ...ownSettings(() => undefined),
    data: "/a/index.csv",
    folder: "/a/out",
    control: "mock",
    nuclei: "Hoechst",
    method: "cellpose",
    checkpoint: "/a/mine.pth",
    model: "cyto",
    batch: "Metadata_Day",
    skipBad: true,
  };
  const variables = settingsAsVariables(settings);
  assertEquals(ownSettings((name) => variables[name]), settings);
});

Deno.test("without variables the story's part of the virtual screen is meant, in the story's folder", () => {
  const { data, folder, control, skipBad, nuclei } = ownSettings((name) =>
    name === "C2S_OUT" ? "/story" : undefined
  );
  assertEquals([data, folder, control, skipBad, nuclei], [
    "simulated",
    "/story/own-screen",
    "DMSO",
    false,
    undefined,
  ]);
});
