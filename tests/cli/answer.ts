import { mapParallel } from "../../lib/core/parallel.ts";

/** What a worker module answers to one task, on a thread of its own. */
export async function answerOf<Task, Result>(
  module: string,
  task: Task,
): Promise<Result> {
  const [answer] = await mapParallel<Task, Result>(
    new URL(`../../lib/${module}`, import.meta.url),
    [task],
    { workers: 1 },
  );
  return answer as Result;
}
