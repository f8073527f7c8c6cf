// What is measured with: answers to a pull with so many messages, as the service gives them.
import type { PullResponse } from "#api/index";

const LEASE =
  "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIn0..Q8p21d7dceR6vUfwftONdQ.JVqZgAS-Zk7MqmqccYtTHeeMElNHaOMigeWdb8LyMOg.T2_HV99CYzGaQuhTyW8RsgbnpTRZHRM6N7UoSaAKeK0";

export function pullResponse(messages: number): PullResponse {
  return {
    success: true,
    errors: [],
    messages: [],
    result: {
      message_backlog_count: messages,
      messages: Array.from({ length: messages }, (_, index) => ({
        id: index.toString(16).padStart(32, "0"),
        timestamp_ms: 1710950954154 + index,
        attempts: 1,
        body: `{"order":${index},"customer":"somebody","lines":[1,2,3]}`,
        metadata: { "CF-Content-Type": "json", "CF-sourceMessageSource": "http" },
        lease_id: LEASE,
      })),
      metadata: {
        metrics: {
          backlog_count: messages,
          backlog_bytes: 60 * messages,
          oldest_message_timestamp_ms: 1710950954154,
        },
      },
    },
  };
}

/** The same with messages broken in two places: every tenth one, or as many as `every` says. */
export function brokenResponse(messages: number, every: number = 10): unknown {
  const response = JSON.parse(JSON.stringify(pullResponse(messages))) as {
    result: { messages: Record<string, unknown>[] };
  };
  for (const [index, message] of response.result.messages.entries()) {
    if (index % every === 0) Object.assign(message, { attempts: "one", body: 5 });
  }
  return response;
}
