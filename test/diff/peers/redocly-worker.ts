// Runs `redocly diff` on the folders 0, 1, 2… of the present one, all in this process: its entry reads
// the arguments as it is loaded, so it is loaded once for each. Each report goes to a file.
const entry = new URL("../lib/index.js", import.meta.resolve("@redocly/cli/bin/cli.js"));
const [node, , count] = process.argv;

for (let index = 0; index < Number(count); index++) {
  const [old, next] = [`${index}/old.json`, `${index}/new.json`];
  const report = ["--format", "json", "--fail-on", "none", "--output", `${index}/redocly.json`];
  process.argv = [node!, "redocly", "diff", old, next, ...report];
  await import(`${entry.href}?${index}`);
}
