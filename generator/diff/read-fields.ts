// Fields that several parts of a document have, read without complaint.
import { child, children, type Cursor } from "../model/cursor.ts";
import type { Pointer } from "../model/model.ts";
import type { Contract, Extensions } from "./contract.ts";

export function serversOf(owner: Cursor): Contract["servers"] {
  return children(child(owner, "servers")).flatMap(([, server]) => {
    const url = text(child(server, "url"));
    return url === undefined ? [] : [{ url, at: server.at }];
  });
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
