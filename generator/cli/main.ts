#!/usr/bin/env node
// The process: checks the node that runs it, then hands the arguments to run.ts.
// Nothing else is imported before the check, because the dependencies break an old node.
import { nodeProblem } from "./node-version.ts";

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // Compiled code is kept in the system's temporary folder: the second start takes half the time.
  const { enableCompileCache } = await import("node:module");
  enableCompileCache();
  const { run } = await import("./run.ts");
  process.exitCode = await run(process.argv.slice(2));
}
