// Fields that several parts of a document have, read without complaint.
import { child, children, type Cursor, follow, type Reading } from "../model/cursor.ts";
import type { Json, Pointer } from "../model/model.ts";
import type { Contract, Extensions, VariableContract, Words } from "./contract.ts";

export function serversOf(owner: Cursor): Contract["servers"] {
  return children(child(owner, "servers")).flatMap(([, server]) => {
    const url = text(child(server, "url"));
    if (url === undefined) return [];
    const variables = children(child(server, "variables")).map(([name, each]) =>
      variableOf(name, each),
    );
    const description = text(child(server, "description")) ?? "";
    return [{ url, variables, description, at: server.at }];
  });
}

function variableOf(name: string, cursor: Cursor): VariableContract {
  const values = child(cursor, "enum");
  return {
    name,
    default: text(child(cursor, "default")),
    values:
      values.value === undefined
        ? undefined
        : children(values).flatMap(([, each]) => text(each) ?? []),
    at: cursor.at,
  };
}

/** Fields that are only for people, those that are there. */
export function wordsOf(cursor: Cursor, ...fields: readonly string[]): Words {
  return new Map(
    fields.flatMap((field) => {
      const { value } = child(cursor, field);
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

/** The values of `example` and `examples`, however they are called; others may stand elsewhere. */
export function examplesOf(reading: Reading, cursor: Cursor): Words {
  const one = child(cursor, "example").value;
  const several = children(child(cursor, "examples")).map(
    ([, entry]) => follow(reading, entry).value as Json,
  );
  const all = [...(one === undefined ? [] : [one]), ...several];
  return new Map(all.length === 0 ? [] : [["examples", all]]);
}

/** The links of a response by name, wherever they stand. */
export function linksOf(reading: Reading, cursor: Cursor): Words {
  const links = children(child(cursor, "links")).map(
    ([name, entry]) => [name, follow(reading, entry).value as Json] as const,
  );
  return new Map(links.length === 0 ? [] : [["links", Object.fromEntries(links)]]);
}

export function extensionsOf(cursor: Cursor): Extensions {
  return new Map(
    children(cursor)
      .filter(([key]) => key.startsWith("x-onespec-") && key !== "x-onespec-files")
      .map(([key, member]) => [key, { value: member.value, at: member.at as Pointer }]),
  );
}

export function text({ value }: Cursor): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function isTrue({ value }: Cursor): boolean {
  return value === true;
}
