import { assertEquals, assertStringIncludes } from "@std/assert";
import { run } from "../../../lib/cli/setup/process.ts";
import { projectRoot } from "../../../lib/core/files.ts";
import { inFolder } from "../../data/folder.ts";

const ignore = Deno.build.os === "windows";
const script = `${projectRoot}lib/cli/workflow/profiles/kubernetes/job.sh`;

/** Calls job.sh with a kubectl that keeps what it is given and answers as told. */
async function job(folder: string, answer: string, ...args: string[]) {
  const kubectl = `#!/bin/sh\necho "$@" > ${folder}/asked\ncase "$*" in *create*) cat > ` +
    `${folder}/manifest ;; esac\nprintf %s "${answer}"\n`;
  await Deno.writeTextFile(`${folder}/kubectl`, kubectl, { mode: 0o755 });
  const env = {
    PATH: `${folder}:${Deno.env.get("PATH")}`,
    ...{ IMAGE: "python:3.12", CLAIM: "screen", MOUNT: "/screen", NAMESPACE: "lab" },
  };
  const outcome = await run("sh", [script, ...args], { env, cwd: folder });
  return { ...outcome, asked: await Deno.readTextFile(`${folder}/asked`) };
}

Deno.test({
  name: "job.sh hands a job with its cores, memory and minutes to Kubernetes and prints its name",
  ignore,
  fn: async () => {
    await inFolder(async (folder) => {
      const args = ["submit", "segment", "4", "3000", "90", "/screen/job.sh"];
      const { code, out, asked } = await job(folder, "job.batch/c2s-segment-x7\n", ...args);
      assertEquals([code, out.trim()], [0, "c2s-segment-x7"]);
      assertStringIncludes(asked, "--namespace lab create");
      const manifest = await Deno.readTextFile(`${folder}/manifest`);
      for (
        const part of [
          "generateName: c2s-segment-",
          "activeDeadlineSeconds: 5400",
          "backoffLimit: 0",
          'command: ["sh", "/screen/job.sh"]',
          'requests: {cpu: "4", memory: "3000M"}',
          "volumeMounts: [{name: screen, mountPath: /screen}]",
          "persistentVolumeClaim: {claimName: screen}",
        ]
      ) assertStringIncludes(manifest, part);
    });
  },
});

Deno.test({
  name: "job.sh says in Snakemake's words how a job is; one that is gone has failed",
  ignore,
  fn: async () => {
    await inFolder(async (folder) => {
      const states = [["a//", "running"], ["a/1/", "success"], ["a//1", "failed"], ["", "failed"]];
      for (const [answer, word] of states) {
        const { out } = await job(folder, answer!, "status", "a");
        assertEquals(out.trim(), word);
      }
      const { asked } = await job(folder, "", "cancel", "a", "b");
      assertStringIncludes(asked, "delete job a b");
    });
  },
});
