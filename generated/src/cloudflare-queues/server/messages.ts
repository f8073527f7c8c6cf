// The routes of the service: from a request to the emulator and back, with failures on purpose on
// the way. Reads no more of a request than the emulator asks for.
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, failure } from "../emulator/answers.ts";
import { type Code, Refusal } from "../emulator/codes.ts";
import type { Exchange } from "../emulator/exchange.ts";
import { defaultSettings } from "../emulator/settings.ts";
import { BodyBroken, BodyTooLarge, readBody } from "./body.ts";
import { FAULT_ANSWERS, garbage } from "./fault-answers.ts";
import { type Fault, isAfter, meets } from "./faults.ts";
import { respond, send, sendHalf } from "./respond.ts";

/** Answers one request. Never rejects. */
export type Handle = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) => Promise<void>;

type Answered = (...given: Parameters<Handle>) => Promise<Answer | undefined>;

/** What answering needs. */
export interface MessagesOptions {
  readonly bodyBytes: number;
  readonly faults: readonly Fault[];
  readonly random: () => number;
  /** Takes a request that is never answered. */
  readonly abandon: (request: IncomingMessage) => void;
}

/** Asks the emulator. */
export function messagesHandler(
  answer: (exchange: Exchange) => Promise<Answer>,
  options: MessagesOptions,
): Handle {
  const { faults, random, abandon } = options;
  const answered: Answered = (request, response, path) =>
    answer(exchangeOf(request, path, options.bodyBytes)).catch((error: unknown) => {
      // What is left of a body that is too long is not waited for.
      if (!request.complete) response.shouldKeepAlive = false;
      return unread(error, path);
    });

  return async (request, response, path) => {
    const kind = faults.length === 0 ? undefined : meets(faults, random());
    if (kind === undefined || isAfter(kind)) {
      const given = await answered(request, response, path);
      if (!given) return;
      if (kind === undefined) respond(response, given);
      else if (kind === "lost") request.socket.resetAndDestroy();
      else if (kind === "cut") sendHalf(request, response, given);
      else sendGarbage(response, random());
    } else if (kind === "reset") request.socket.resetAndDestroy();
    else if (kind === "timeout") abandon(request);
    else respond(response, FAULT_ANSWERS[kind]);
  };
}

function exchangeOf(request: IncomingMessage, path: string, bodyBytes: number): Exchange {
  return {
    method: request.method ?? "GET",
    path,
    header(name) {
      const value = request.headers[name];
      return value === undefined ? null : String(value);
    },
    text: () => readBody(request, bodyBytes),
  };
}

/** The answer where the request could not be read; undefined: there is nobody left to answer. */
function unread(error: unknown, path: string): Answer | undefined {
  if (error instanceof BodyBroken) return undefined;
  const isBatch = /\/batch\/?$/.test(path);
  const code: Code = !(error instanceof BodyTooLarge) ? 15000 : isBatch ? 10205 : 10204;
  const message = error instanceof Error ? error.message : undefined;
  return failure(new Refusal(code, message), defaultSettings);
}

function sendGarbage(response: ServerResponse, draw: number): void {
  const { type, text } = garbage(draw);
  send(response, 200, text, { "content-type": type });
}
