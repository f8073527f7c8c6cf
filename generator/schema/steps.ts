// Steps of a guard → statements. Short conditions share a line, so that guards read as one writes them.
import type { Step, Test } from "./keyword.ts";

const WIDTH = 88;

export function isTest(step: Step): step is Test {
  return "ok" in step;
}

/** Statements that `return false` for a value that breaks one of the steps. */
export function refuse(steps: readonly Step[]): readonly string[] {
  const lines: string[] = [];
  let open: string[] = [];
  // A single condition needs no parentheses of its own.
  let alone: string | undefined;
  const flush = (): void => {
    if (open.length > 0) lines.push(`if (${alone ?? open.join(" || ")}) return false;`);
    open = [];
  };
  for (const step of steps) {
    if (!isTest(step)) {
      flush();
      lines.push(...step.lines);
      continue;
    }
    if ([...open, step.not].join(" || ").length > WIDTH) flush();
    open.push(step.not);
    alone = open.length === 1 ? step.alone : undefined;
  }
  flush();
  return lines;
}

/** The same steps, only where a condition holds. */
export function onlyIf(condition: string, steps: readonly Step[]): readonly Step[] {
  if (steps.length === 0) return [];
  if (steps.every(isTest)) {
    const not = steps.map((step) => step.not).join(" || ");
    const ok = steps.map((step) => step.ok).join(" && ");
    const joined = `${condition} && ${steps.length > 1 ? `(${not})` : not}`;
    if (joined.length <= WIDTH)
      return [{ ok: `(!(${condition}) || (${ok}))`, not: `(${joined})`, alone: joined }];
  }
  return [{ lines: block(`if (${condition})`, refuse(steps)) }];
}

/** A statement with a body. */
export function block(head: string, body: readonly string[]): readonly string[] {
  return [`${head} {`, ...body.map(indent), "}"];
}

/** A statement, or several lines of one, a level deeper. No literal holds a raw line break. */
export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
