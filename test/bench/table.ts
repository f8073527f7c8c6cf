// Tables of figures, printed and put between their marks in the README.
import { readFileSync, writeFileSync } from "node:fs";

const readme = new URL("../../README.md", import.meta.url);

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = line(head.map((_, index) => (index === 0 ? "---" : "---:")));
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** Puts a report between `<!-- name -->` and `<!-- /name -->`. */
export function fill(name: string, report: string): void {
  const text = readFileSync(readme, "utf8");
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the README has no place for ${name}`);
  writeFileSync(readme, `${text.slice(0, from + start.length)}\n\n${report}\n\n${text.slice(to)}`);
}
