// Where one side lists its values, keywords need not be weighed against each other: each value is asked.
import type { Json } from "../../model/model.ts";
import type { Side } from "../change.ts";
import { accepting } from "./accepting.ts";
import { type Comparison, type Effect, effectOf, type Pair } from "./difference.ts";
import { valuesOf } from "./facts.ts";

/** Values beyond which a list is taken for any other keyword. */
const MOST = 500;

/** The same differences, without effects that no listed value has, and those that have no other. */
export function finite(pair: Pair, found: Comparison): Comparison {
  if (found.differences.length === 0 || pair.walk.turn !== "same") return found;
  const loses = refusedBy(pair, "old", "new");
  const gains = refusedBy(pair, "new", "old");
  if (loses !== false && gains !== false) return found;
  const differences = found.differences.flatMap((difference) => {
    if (difference.focus !== pair.walk.path || difference.effect === "none") return [difference];
    const effect = limited(difference.effect, loses, gains);
    return effect === "none" ? [] : [{ ...difference, effect }];
  });
  return { ...found, differences };
}

function limited(effect: Effect, loses: boolean | undefined, gains: boolean | undefined): Effect {
  const narrower = (effect === "narrower" || effect === "either") && loses !== false;
  const wider = (effect === "wider" || effect === "either") && gains !== false;
  return effectOf(narrower, wider);
}

/** Whether a side lists a value that the other refuses; undefined where it lists none. */
function refusedBy(pair: Pair, side: Side, other: Side): boolean | undefined {
  const values = valuesOf(pair[side]);
  if (values === undefined || values.length > MOST) return undefined;
  const [own, others] = [side, other].map((each) => verdict(pair, each));
  return values.some((value) => own!(value) && !others!(value));
}

function verdict(pair: Pair, side: Side): (value: Json) => boolean {
  const accepts = accepting(pair.session.schemas[side]);
  return (value) => pair[side].every(({ schema }) => accepts(schema, value));
}
