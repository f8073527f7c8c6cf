// A message as plain as can be.
import type { Message } from "../../templates/cloudflare-queues/emulator.ts";

const what = { id: "id", queue: "q", key: "k", body: "a", contentType: "text", bytes: 1 };
const history = { deliveries: 0, entered: 0, retried: [] };
const times = { timestampMs: 0, visibleAt: 0, expiresAt: 1e9, dueAt: 1e9 };

export const EMPTY: Message = { ...what, ...history, ...times };
