// Writes answers: whole ones, and those that fail on purpose.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "../emulator/answers.ts";

/** Sends an answer, unless the client is gone. */
export function respond(response: ServerResponse, { status, headers, body }: Answer): void {
  const text = JSON.stringify(body);
  send(response, status, text, { ...headers, "content-type": "application/json" });
}

/** Sends a text whole. */
export function send(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(text) });
  response.end(text);
}

/** Sends the first half of an answer, and ends the connection where more was promised. */
export function sendHalf(
  { socket }: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  const length = { "content-type": "application/json", "content-length": bytes.length };
  response.writeHead(status, { ...headers, ...length });
  response.write(bytes.subarray(0, bytes.length >> 1), () => socket.destroySoon());
}
