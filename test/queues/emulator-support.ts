// What the tests of the emulator share: one with a clock by hand and identifiers that count, the
// generated client before it, and bare requests for what no client would send.
import { createClient } from "#api/index";
import {
  emulator,
  type Emulator,
  type EmulatorOptions,
  manualClock,
  type ManualClock,
} from "../../templates/cloudflare-queues/emulator.ts";

export const ACCOUNT = "023e105f4ecef8ad9ca31a8372d0c353";
export const TOKEN = "Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY";
export const START: number = Date.UTC(2026, 0, 1);

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly success: boolean;
    readonly errors: readonly {
      readonly code: number;
      readonly message: string;
      readonly source?: { readonly pointer: string };
    }[];
    readonly messages: readonly string[];
    readonly result?: unknown;
  };
}

type Messages = ReturnType<typeof createClient>["queues"]["messages"];

export interface Stage {
  readonly emulator: Emulator;
  readonly clock: ManualClock;
  readonly messages: Messages;
  /** Sends a text, or a value as JSON, to `/batch`, `/pull`, `/ack` or, with nothing, a push. */
  post(path: string, body: unknown, queue?: string, headers?: HeadersInit): Promise<Answer>;
}

export function counting(): () => string {
  let next = 0;
  return () => `id${next++}`;
}

export function stage(options: EmulatorOptions = {}): Stage {
  const clock = manualClock(START);
  const made = emulator({ clock, newId: counting(), ...options });
  const client = createClient({ apiToken: TOKEN, accountId: ACCOUNT, fetch: made.fetch, retry: 0 });
  return {
    emulator: made,
    clock,
    messages: client.queues.messages as Messages,
    async post(path, body, queue = "q", headers = { authorization: `Bearer ${TOKEN}` }) {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const url = `http://here/accounts/${ACCOUNT}/queues/${queue}/messages${path}`;
      const response = await made.fetch(new Request(url, { method: "POST", body: text, headers }));
      const { status } = response;
      return { status, headers: response.headers, body: (await response.json()) as Answer["body"] };
    },
  };
}
