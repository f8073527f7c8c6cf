// Successes of an operation beside the one that the client types: those that say something else are named.
import { child, type Cursor, fields, follow, type Reading } from "./cursor.ts";
import { jsonMedia } from "./media.ts";
import { canonical } from "./canonical.ts";
import { warn } from "./warn.ts";

interface Success {
  readonly status: string;
  readonly response: Cursor;
  readonly schema: Cursor;
}

/** The client types the lowest success: others that say something else are named. */
export function warnOfSuccesses(reading: Reading, operation: Cursor): void {
  const [lowest, ...others] = successesOf(reading, operation);
  for (const { status, response, schema } of others) {
    if (schema.at === lowest!.schema.at) continue;
    if (canonical(schema.value) === canonical(lowest!.schema.value)) continue;
    const what = `A second success response (\`${status}\`) with a schema of its own`;
    const consequence = `results are typed and checked as those of \`${lowest!.status}\``;
    const advice = "Describe both by one schema, for instance an `anyOf`.";
    warn(reading, response, [what, consequence, advice]);
  }
}

/** Those that have a JSON schema; keys that are numbers come in order, before `2XX`. */
function successesOf(reading: Reading, operation: Cursor): readonly Success[] {
  return fields(child(operation, "responses"))
    .filter(([status]) => /^2(\d\d|XX)$/.test(status))
    .flatMap(([status, response]) => {
      const media = jsonMedia(child(follow(reading, response), "content"));
      const schema = media && child(media.cursor, "schema");
      if (schema?.value === undefined) return [];
      return [{ status, response, schema: saysMore(schema) ? schema : follow(reading, schema) }];
    });
}

/** Whether keywords stand beside a `$ref`: what it leads to is then not the whole schema. */
function saysMore(schema: Cursor): boolean {
  const names = fields(schema).map(([name]) => name);
  return names.some((name) => !["$ref", "summary", "description"].includes(name));
}
