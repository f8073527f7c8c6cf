// Which named schemas refer back to themselves, and through which others (Tarjan's algorithm).
// Only functions on such a cycle count how deep they are.
import { REF_PREFIX, type NamedSchema } from "../model/model.ts";
import { referencedNames } from "../model/references.ts";

/** For each schema on a cycle, the number of its cycle; no entry for all others. */
export function cycles(schemas: readonly NamedSchema[]): ReadonlyMap<string, number> {
  const names = new Set(schemas.map(({ name }) => name));
  const edges = new Map(
    schemas.map(({ name, schema }) => [
      name,
      referencedNames(schema).filter((to) => names.has(to)),
    ]),
  );
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found = new Map<string, number>();
  const waiting = new Set<string>();

  const open = (name: string): void => {
    order.set(name, order.size);
    low.set(name, order.get(name)!);
    stack.push(name);
    waiting.add(name);
  };
  const close = (name: string): void => {
    if (low.get(name) !== order.get(name)) return;
    const members = stack.splice(stack.lastIndexOf(name));
    for (const member of members) waiting.delete(member);
    const cyclic = members.length > 1 || edges.get(name)!.includes(name);
    if (cyclic) for (const member of members) found.set(member, order.get(name)!);
  };

  for (const { name } of schemas) {
    if (order.has(name)) continue;
    // A stack of our own: a chain of references may be longer than the engine's.
    const work: { readonly name: string; next: number }[] = [{ name, next: 0 }];
    open(name);
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const to = edges.get(top.name)![top.next++];
      if (to === undefined) {
        work.pop();
        const parent = work.at(-1);
        if (parent !== undefined)
          low.set(parent.name, Math.min(low.get(parent.name)!, low.get(top.name)!));
        close(top.name);
      } else if (!order.has(to)) {
        open(to);
        work.push({ name: to, next: 0 });
      } else if (waiting.has(to)) {
        low.set(top.name, Math.min(low.get(top.name)!, order.get(to)!));
      }
    }
  }
  return found;
}

export function nameOf(ref: string): string {
  return ref.slice(REF_PREFIX.length);
}
