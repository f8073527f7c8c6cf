// What arrives and is no request: a client hears why in the service's envelope, as far as it listens.
import type { Server } from "node:http";
import type { Socket } from "node:net";
import { failure } from "../emulator/answers.ts";
import { Refusal } from "../emulator/codes.ts";
import { defaultSettings } from "../emulator/settings.ts";
import type { Connections } from "./connections.ts";

interface Said {
  readonly status: string;
  readonly message: string;
}

const SAID: Readonly<Record<string, Said>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: "408 Request Timeout",
    message: "The request took too long to arrive.",
  },
  HPE_HEADER_OVERFLOW: {
    status: "431 Request Header Fields Too Large",
    message: "The header of the request is too large.",
  },
};
const MALFORMED: Said = { status: "400 Bad Request", message: "This is not an HTTP request." };

/** Answers what node can't make a request of, and closes the connection. */
export function answerBadRequests(server: Server, { isAnswering }: Connections): void {
  server.on("clientError", (error: Error & { readonly code?: string }, stream) => {
    const socket = stream as Socket;
    // In the middle of an answer another one would be taken for a part of it.
    if (socket.writable && !isAnswering(socket)) {
      socket.end(answer(SAID[error.code ?? ""] ?? MALFORMED), () => socket.destroy());
    } else socket.destroy();
  });
}

function answer({ status, message }: Said): string {
  const text = JSON.stringify(failure(new Refusal(10208, message), defaultSettings).body);
  const length = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}`;
  return `HTTP/1.1 ${status}\r\n${length}\r\nconnection: close\r\n\r\n${text}`;
}
