// The connections of a server, and what is under way on each: what a graceful stop needs to know.
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Connections that are open. */
export interface Connections {
  /** A request has come, and this will be its answer. */
  begins(request: IncomingMessage, response: ServerResponse): void;
  /** A request that is never answered; a stop need not wait for it. */
  abandon(request: IncomingMessage): void;
  /** Whether an answer to the last request has begun and not ended. */
  isAnswering(socket: Socket): boolean;
  /** How many requests are under way. */
  underWay(): number;
  /** Closes connections that wait, and each of the others after its answer. */
  retire(): void;
}

/** Watches a server. */
export function connectionsOf(server: Server): Connections {
  // With the answer to its last request; those before it have been sent by then.
  const open = new Map<Socket, ServerResponse | undefined>();
  let isRetired = false;
  server.on("connection", (socket: Socket) => {
    open.set(socket, undefined);
    socket.once("close", () => open.delete(socket));
  });
  const busy = (): readonly (readonly [Socket, ServerResponse])[] =>
    [...open].flatMap(([socket, response]) =>
      response && !response.writableFinished ? [[socket, response] as const] : [],
    );

  function end(socket: Socket, response: ServerResponse): void {
    response.shouldKeepAlive = false;
    response.once("close", () => socket.destroySoon());
  }
  return {
    begins({ socket }, response) {
      if (open.has(socket)) open.set(socket, response);
      if (isRetired) end(socket, response);
    },
    abandon(request) {
      // Read to its end: a request that is not is cut after a while.
      request.resume();
      if (open.has(request.socket)) open.set(request.socket, undefined);
      if (isRetired) request.socket.destroy();
    },
    isAnswering(socket) {
      const response = open.get(socket);
      return response !== undefined && response.headersSent && !response.writableFinished;
    },
    underWay: () => busy().length,
    retire() {
      isRetired = true;
      const answering = new Map(busy());
      for (const [socket, response] of answering) end(socket, response);
      for (const socket of open.keys()) if (!answering.has(socket)) socket.destroy();
    },
  };
}
