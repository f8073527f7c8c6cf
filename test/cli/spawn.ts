// Runs the command line as people do: a process of its own.
import { spawn } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");
/** The command line, for those who start it themselves. */
export const MAIN: string = join(ROOT, "generator", "cli", "main.ts");

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Around {
  /** The standard input. */
  readonly input?: string;
  /** Added to our own environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs `onespec` in a folder. */
export function onespec(
  folder: string,
  args: readonly string[],
  around: Around = {},
): Promise<Ended> {
  return node([MAIN, ...args], folder, around);
}

/** Runs node in a folder. */
export function node(args: readonly string[], folder: string, around: Around = {}): Promise<Ended> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  const env = { ...inherited, ...around.environment };
  const child = spawn(process.execPath, args, { cwd: folder, env });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => {});
  child.stdin.end(around.input ?? "");
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString();
      resolve({ exitCode, stdout: text(out), stderr: text(err) });
    });
  });
}

/** A document that has nothing wrong with it. */
export const GOOD = `openapi: 3.1.0
info:
  title: Pets
  version: 1.0.0
servers:
  - url: https://pets.example
paths:
  /pets/{pet_id}:
    get:
      operationId: pets.get
      summary: Reads a pet
      parameters:
        - name: pet_id
          in: path
          required: true
          description: Which pet
          schema:
            type: string
      responses:
        "200":
          description: The pet
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/Pet"
              examples:
                rex:
                  value:
                    name: Rex
components:
  schemas:
    Pet:
      description: A pet
      type: object
      required:
        - name
      properties:
        name:
          description: What it is called
          type: string
          maxLength: 20
`;
