// The rules of precedence, as tables: which call wins, and what becomes of a message in the end.
import { describe, expect, it } from "vitest";
import {
  decide,
  type Decision,
  fateOf,
  isIgnored,
  type SettleRules,
} from "../../templates/cloudflare-queues/consumer/settle.ts";
import { settlementOf } from "../../templates/cloudflare-queues/consumer/settlement.ts";

const calls = {
  ack: { action: "ack", by: "message" },
  retry: { action: "retry", by: "message" },
  retry60: { action: "retry", by: "message", delaySeconds: 60 },
  retry0: { action: "retry", by: "message", delaySeconds: 0 },
  ackAll: { action: "ack", by: "batch" },
  retryAll: { action: "retry", by: "batch" },
  retryAll300: { action: "retry", by: "batch", delaySeconds: 300 },
} as const satisfies Record<string, Decision>;

type Call = keyof typeof calls;

/** The last decision, and the calls that were ignored on the way. */
function play(rules: SettleRules, names: readonly Call[]): [Decision | undefined, Call[]] {
  const ignored: Call[] = [];
  let decision: Decision | undefined;
  for (const name of names) {
    const after = decide(rules, decision, calls[name]);
    if (isIgnored(decision, after, calls[name])) ignored.push(name);
    decision = after;
  }
  return [decision, ignored];
}

const show = (decision: Decision | undefined): string => {
  const { action, delaySeconds } = decision ?? {};
  return `${action ?? "none"}${delaySeconds === undefined ? "" : ` ${delaySeconds}`}`;
};

describe("which call wins", () => {
  it.each<[calls: Call[], explicit: string, workers: string, ignored: Call[]]>([
    [[], "none", "none", []],
    [["ack"], "ack", "ack", []],
    [["retry"], "retry", "retry", []],
    [["ackAll"], "ack", "ack", []],
    [["retryAll300"], "retry 300", "retry 300", []],
    [["ack", "ack"], "ack", "ack", []],
    [["ack", "retry"], "retry", "ack", ["retry"]],
    [["retry", "ack"], "ack", "retry", ["ack"]],
    [["retry", "retry60"], "retry 60", "retry 60", []],
    [["retry60", "retry"], "retry", "retry 60", []],
    [["retry60", "retry0"], "retry 0", "retry 0", []],
    [["ack", "retry", "ack"], "ack", "ack", ["retry"]],
    [["ack", "retryAll"], "ack", "ack", []],
    [["retry60", "ackAll"], "retry 60", "retry 60", []],
    [["retry60", "retryAll300"], "retry 60", "retry 60", []],
    [["ackAll", "retry"], "retry", "ack", ["retry"]],
    [["retryAll", "ack"], "ack", "retry", ["ack"]],
    [["retryAll300", "retry60"], "retry 60", "retry 60", []],
    [["ackAll", "retryAll"], "retry", "ack", ["retryAll"]],
    [["retryAll", "ackAll"], "ack", "retry", ["ackAll"]],
    [["retryAll", "retryAll300"], "retry 300", "retry 300", []],
  ])("%j: %s, with the rules of Workers %s", (names, explicit, workers, ignored) => {
    const [last, none] = play("explicit", names);
    expect([show(last), none]).toEqual([explicit, []]);
    const [first, lost] = play("workers", names);
    expect([show(first), lost]).toEqual([workers, ignored]);
  });
});

describe("what becomes of a message", () => {
  type Row = [
    decision: Call | undefined,
    returned: [explicit: string, workers: string],
    threw: [explicit: string, workers: string],
  ];
  it.each<Row>([
    [undefined, ["leave", "ack"], ["retry", "retry"]],
    ["ack", ["ack", "ack"], ["retry", "ack"]],
    ["ackAll", ["ack", "ack"], ["retry", "ack"]],
    ["retry", ["retry", "retry"], ["retry", "retry"]],
    ["retry60", ["retry 60", "retry 60"], ["retry 60", "retry 60"]],
    ["retryAll300", ["retry 300", "retry 300"], ["retry 300", "retry 300"]],
  ])("%s: after a return %j, after a throw %j", (call, returned, threw) => {
    const decision = call && calls[call];
    const fates = (["explicit", "workers"] as const).map((rules) => [
      show(fateOf(rules, decision, false) as Decision),
      show(fateOf(rules, decision, true) as Decision),
    ]);
    expect(fates).toEqual([
      [returned[0], threw[0]],
      [returned[1], threw[1]],
    ]);
  });
});

describe("what is sent", () => {
  const message = { id: "a", leaseId: "l", attempts: 3 };
  const about = { id: "a", leaseId: "l", leaseEndsAt: 9 };
  const delay = (attempts: number): number => attempts * 10;

  it.each([
    ["ack", { action: "ack" } as const, undefined, { ...about, action: "ack" }],
    ["a retry", { action: "retry" } as const, undefined, { ...about, action: "retry" }],
    [
      "a retry with the configured delay",
      { action: "retry" } as const,
      delay,
      { ...about, action: "retry", delaySeconds: 30 },
    ],
    [
      "a retry with a delay of its own, 0 too",
      { action: "retry", delaySeconds: 0 } as const,
      delay,
      { ...about, action: "retry", delaySeconds: 0 },
    ],
    ["nothing about what is left", { action: "leave" } as const, undefined, undefined],
    [
      "what is left after the configured delay",
      { action: "leave" } as const,
      delay,
      { ...about, action: "retry", delaySeconds: 30 },
    ],
  ])("%s", (_name, fate, retryDelay, want) => {
    expect(settlementOf(message, fate, 9, retryDelay)).toEqual(want);
  });
});
