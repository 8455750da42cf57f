import { assertEquals } from "@std/assert";
import { ownSettings, settingsAsVariables } from "../../../lib/cli/own_screen/settings.ts";

Deno.test("settings reach the notebook as they were given", () => {
  const settings = {
    ...ownSettings(() => undefined),
    data: "/a/index.csv",
    folder: "/a/out",
    control: "mock",
    segmentation: {
      nuclei: "Hoechst",
      method: "cellpose",
      weights: { checkpoint: "/a/mine.pth" },
      diameter: { value: 12, unit: "µm" as const },
    },
    batch: "Metadata_Day",
    skipBad: true,
  };
  const variables = settingsAsVariables(settings);
  assertEquals(ownSettings((name) => variables[name]), settings);
});

Deno.test("without variables the story's part of the virtual screen is meant, in the story's folder", () => {
  const { data, folder, control, skipBad, segmentation } = ownSettings((name) =>
    name === "C2S_OUT" ? "/story" : undefined
  );
  assertEquals([data, folder, control, skipBad, segmentation], [
    "simulated",
    "/story/own-screen",
    "DMSO",
    false,
    {},
  ]);
});
