// Extensions that steer the generator: they change what callers of the generated code see, or how it
// behaves, and nothing on the wire. Extensions of others are nobody's business here.
import { canonical } from "../fixtures/json.ts";
import type { Json, Pointer } from "../model/model.ts";
import type { Change } from "./change.ts";
import type { Extensions } from "./contract.ts";
import { addition, breaking, type Finding, onlyIn, places, undecided } from "./finding.ts";

type Said = Pick<Change, "code" | "subject" | "message" | "old" | "new" | "absent">;

/** What a change of each one means. */
const KNOWN: ReadonlyMap<string, (said: Said) => Change> = new Map([
  [
    "x-onespec-envelope",
    (said: Said) =>
      breaking({ ...said, caller: "Results are unwrapped in another way: their types change." }),
  ],
  [
    "x-onespec-short-names",
    (said: Said) =>
      breaking({
        ...said,
        caller: "Free functions have other names: imports of them no longer resolve.",
      }),
  ],
  [
    "x-onespec-bind",
    (said: Said) =>
      breaking({
        ...said,
        caller: "The parameter moves between the client's options and the calls.",
      }),
  ],
  [
    "x-onespec-idempotent",
    (said: Said) =>
      addition({ ...said, caller: "Whether calls are repeated after a failure changes." }),
  ],
]);

interface Extended {
  readonly extensions: Extensions;
  readonly at: Pointer;
}

export function compareExtensions(
  old: Extended,
  next: Extended,
  subject: string,
): readonly Finding[] {
  const names = new Set([...old.extensions.keys(), ...next.extensions.keys()]);
  return [...names].flatMap((name) => {
    const [was, is] = [old.extensions.get(name), next.extensions.get(name)];
    if (isEqual(was?.value, is?.value)) return [];
    const message = `\`${name}\` is ${shown(is?.value)}, and was ${shown(was?.value)}.`;
    const place =
      is === undefined
        ? onlyIn("old", was!, next)
        : was === undefined
          ? onlyIn("new", is, old)
          : places(was, is);
    const said = { code: "extension-changed", subject, message, ...place };
    return [KNOWN.get(name)?.(said) ?? undecided({ ...said, keyword: name })];
  });
}

/** `false` is what all of them are without being written. */
function isEqual(one: Json | undefined, other: Json | undefined): boolean {
  return canonical(one ?? false) === canonical(other ?? false);
}

function shown(value: Json | undefined): string {
  return value === undefined ? "not set" : `\`${JSON.stringify(value)}\``;
}
