// Vectors: what must go over the wire and what must come of it, as data for any language. Made of
// proven values and of the model alone, so that every client, ours too, can be held against them.
import type { SchemaFixtures } from "../fixtures/make.ts";
import type { Api } from "../model/model.ts";
import type { EmittedFile } from "../print.ts";
import { requestVectors, skippedBodies } from "./vectors/requests.ts";
import { responseVectors, skippedAnswers } from "./vectors/responses.ts";
import { vectorsSchema } from "./vectors/schema.ts";
import type { Known } from "./vectors/values.ts";

/** The files `vectors.json` and `vectors.schema.json`. */
export function emitVectors(
  api: Api,
  fixtures: readonly SchemaFixtures[],
): readonly [vectors: EmittedFile, schema: EmittedFile] {
  const known: Known = {
    fixtures: new Map(fixtures.map((made) => [made.name, made])),
    schemas: new Map(api.schemas.map((named) => [named.name, named])),
  };
  const requests = distinct(api.operations.flatMap((one) => requestVectors(known, one)));
  const responses = distinct(api.operations.flatMap((one) => responseVectors(api, known, one)));
  const { title, version } = api;
  const head = `"$schema":"./vectors.schema.json","format":1,"api":${JSON.stringify({ title, version })}`;
  const skipped = api.operations.flatMap((one) => [
    ...skippedBodies(known, one),
    ...skippedAnswers(known, one),
  ]);
  const rest = skipped.length === 0 ? "" : `,\n"skipped":[${lines(skipped)}]`;
  const text = `{${head},\n"requests":[${lines(requests)}],\n"responses":[${lines(responses)}]${rest}}\n`;
  // It says no more than what there is: of other bodies only where there are some.
  const more =
    skipped.length > 0 ||
    requests.some(({ request, arguments: given }) => request.content ?? given.mediaType);
  return [
    { path: "vectors.json", text },
    { path: "vectors.schema.json", text: `${JSON.stringify(vectorsSchema(more), undefined, 2)}\n` },
  ];
}

/** A document may call an example as a vector of ours is called, `minimal` say. */
function distinct<Vector extends { readonly id: string }>(
  vectors: readonly Vector[],
): readonly Vector[] {
  const seen = new Map<string, number>();
  return vectors.map((vector) => {
    const count = (seen.get(vector.id) ?? 0) + 1;
    seen.set(vector.id, count);
    return count === 1 ? vector : { ...vector, id: `${vector.id} (${count})` };
  });
}

/** One vector a line: short, and a change of one shows as one. */
function lines(vectors: readonly object[]): string {
  return vectors.map((vector) => `\n${JSON.stringify(vector)}`).join(",");
}
