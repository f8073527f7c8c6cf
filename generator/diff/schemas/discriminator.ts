// `discriminator`: how a branch is chosen by name. It makes no value valid or invalid: the branches do.
import { isObject, join, pointerOf } from "../../document/pointer.ts";
import { canonical } from "../../fixtures/json.ts";
import type { Json, Pointer } from "../../model/model.ts";
import { type Comparison, differs, type Pair, SAME } from "./difference.ts";
import { placeOf, sayer } from "./facts.ts";
import type { Schemas } from "./part.ts";

export function discriminator(pair: Pair): Comparison {
  const keyword = "discriminator";
  const [from, to] = [pair.old, pair.new].map((parts) => sayer(parts, keyword)?.schema[keyword]);
  if (canonical(from ?? null) === canonical(to ?? null) || isSame(pair, from, to)) return SAME;
  const place = { old: placeOf(pair.old, keyword), new: placeOf(pair.new, keyword) };
  const happened = from === undefined ? "added" : to === undefined ? "removed" : whatOf(from, to);
  return differs(pair, {
    ...place,
    code: `${keyword}-${happened}`,
    keyword,
    effect: "none",
    from,
    to,
  });
}

/** Whether tags lead to the same shapes, however those are called and referred to. */
function isSame({ session }: Pair, from: Json | undefined, to: Json | undefined): boolean {
  if (!isObject(from) || !isObject(to) || from["propertyName"] !== to["propertyName"]) return false;
  const [old, next] = [from["mapping"], to["mapping"]];
  if (!isObject(old) || !isObject(next)) return old === next;
  if (Object.keys(old).sort().join("\0") !== Object.keys(next).sort().join("\0")) return false;
  return Object.keys(old).every((tag) => {
    const [was, is] = [pointerIn(old[tag]), pointerIn(next[tag])];
    if (was === is) return true;
    const [one, other] = [nameAt(session.schemas.old, was), nameAt(session.schemas.new, is)];
    if (one === undefined || other === undefined) return false;
    return session.ids.ofName("shape", "old", one) === session.ids.ofName("shape", "new", other);
  });
}

/** A tag may lead to a component by its bare name. */
function pointerIn(ref: Json | undefined): Pointer | undefined {
  if (typeof ref !== "string") return undefined;
  return pointerOf(ref) ?? join("/components/schemas", ref);
}

const known = new WeakMap<Schemas, ReadonlyMap<Pointer, string>>();

function nameAt(schemas: Schemas, at: Pointer | undefined): string | undefined {
  const names = known.get(schemas) ?? new Map([...schemas].map(([name, each]) => [each.at, name]));
  known.set(schemas, names);
  return at === undefined ? undefined : names.get(at);
}

function whatOf(from: Json, to: Json): string {
  const nameOf = (value: Json): Json | undefined =>
    isObject(value) ? value["propertyName"] : undefined;
  return nameOf(from) === nameOf(to) ? "mapping-changed" : "property-changed";
}
