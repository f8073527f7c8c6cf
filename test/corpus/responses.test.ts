// For every operation of real documents and every status that is documented, in every media type: what the
// mock server's fixture is, the client gives.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "../../generator/index.ts";
import { type Answer, answersOf } from "../trips/answers.ts";
import { bundled } from "../trips/bundled.ts";
import { documents, found } from "./documents.ts";
import { contradictory, unsupported } from "./without.ts";

describe.skipIf(!found)("responses of the corpus (needs ONESPEC_SHARED)", () => {
  const counts = { documents: 0, refused: 0, operations: 0, answers: 0 };

  it.each(documents)("%s", async (document) => {
    const path = join(process.env["ONESPEC_SHARED"]!, "corpus", document);
    const { files } = generate({ document: { path, text: readFileSync(path, "utf8") } });
    counts[files.size === 0 ? "refused" : "documents"]++;
    if (files.size === 0) return;
    const answers = answersOf(await bundled(files));
    counts.operations += new Set(answers.map(({ route }) => route)).size;
    counts.answers += answers.length;
    const wrong: string[] = [];
    for (const answer of answers) {
      if (lacksFixture(document, answer)) continue;
      const said = await answer.differs();
      if (said !== undefined) wrong.push(`${answer.what}: ${said}`);
    }
    expect(wrong).toEqual([]);
  });

  it("have been many", () => {
    console.log(counts);
    expect(counts.answers).toBeGreaterThan(counts.operations);
  });
});

/** Of a schema without any value the mock server sends none, and a client that waits for JSON says so. */
function lacksFixture(document: string, { route, status, reply }: Answer): boolean {
  const known = [contradictory, unsupported].some((names) => Object.hasOwn(names, document));
  const { operation, success } = route;
  return known && status === success.status && !!operation.response && reply.body === undefined;
}
