// What an operation is called in generated code, and what only documentation groups it by.
import { operationPath } from "../model/names.ts";
import type { OperationContract } from "./contract.ts";
import { breaking, type Finding, note, places } from "./finding.ts";
import type { OperationPair } from "./operations.ts";

export function compareIdentity({
  old,
  new: next,
  name,
  sender,
}: OperationPair): readonly Finding[] {
  const place = { subject: name, ...places(old, next) };
  const isSameName = operationPath(old.id).join(".") === operationPath(next.id).join(".");
  const named =
    old.id === next.id || sender === "server"
      ? []
      : isSameName
        ? [
            note({
              code: "operation-id-respelt",
              message: `The operation \`${old.id}\` is now written \`${next.id}\`.`,
              caller: "Its function keeps its name.",
              ...place,
            }),
          ]
        : [
            breaking({
              code: "operation-id-changed",
              message: `The operation \`${old.id}\` is now called \`${next.id}\`.`,
              caller: "Its function has another name: code that calls it no longer compiles.",
              ...place,
            }),
          ];
  const tagged =
    old.tags.join("\0") === next.tags.join("\0")
      ? []
      : [
          note({
            code: "tags-changed",
            message: `Its tags are ${listOf(next.tags)}, and were ${listOf(old.tags)}.`,
            ...place,
          }),
        ];
  return [...named, ...tagged];
}

/** What it is called in words: `POST /pets`. */
export function nameOf({ method, url }: OperationContract): string {
  return `${method.toUpperCase()} ${url}`;
}

function listOf(words: readonly string[]): string {
  return words.length === 0 ? "none" : words.map((word) => `\`${word}\``).join(", ");
}
