// The command line as it was typed → flags by name. Says what is wrong with its form; whether a value
// makes sense is looked at elsewhere, together with the configuration.
import { parseArgs } from "node:util";
import { didYouMean } from "../emulator/closest.ts";
import { CommandRefusal } from "./refusal.ts";

/** What was typed; what was not is undefined. */
export interface Flags {
  readonly port?: string;
  readonly host?: string;
  readonly "allow-host"?: readonly string[];
  readonly "no-page"?: true;
  readonly store?: string;
  readonly config?: string;
  readonly token?: string;
  readonly "max-retries"?: string;
  readonly "dead-letter"?: string;
  readonly fault?: readonly string[];
  readonly demo?: true;
  readonly quiet?: true;
  readonly help?: true;
  readonly version?: true;
}

const OPTIONS = {
  port: { type: "string", short: "p" },
  host: { type: "string" },
  "allow-host": { type: "string", multiple: true },
  "no-page": { type: "boolean" },
  store: { type: "string" },
  config: { type: "string" },
  token: { type: "string" },
  "max-retries": { type: "string" },
  "dead-letter": { type: "string" },
  fault: { type: "string", multiple: true },
  demo: { type: "boolean" },
  quiet: { type: "boolean", short: "q" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

/** Reads the arguments. @throws CommandRefusal */
export function flagsOf(argv: readonly string[]): Flags {
  const args = [...argv];
  const { values, tokens } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === "positional") {
      throw misuse(`argument ${token.index + 1} belongs to no option`);
    }
    if (token.kind === "option") checkOption(token);
  }
  return values as Flags;
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** A value never stands in a message: with a mistake in its name, it may be a token. */
function checkOption({ name, rawName, value, inlineValue }: OptionToken): void {
  const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name as keyof typeof OPTIONS] : undefined;
  if (!option) {
    const meant = didYouMean(
      rawName,
      Object.keys(OPTIONS).map((known) => `--${known}`),
    );
    throw misuse(`unknown option ${rawName}.${meant}`);
  }
  if (option.type === "boolean" && value !== undefined) throw misuse(`${rawName} takes no value`);
  // `--store --quiet` forgets something; a value that begins with a dash is written behind `=`.
  const isMissing = value === undefined || (!inlineValue && /^-./.test(value));
  if (option.type === "string" && isMissing) throw misuse(`${rawName} needs a value`);
}

function misuse(message: string): CommandRefusal {
  const end = /[.?]$/.test(message) ? "" : ".";
  return new CommandRefusal(`${message}${end} --help shows all options.`, 2);
}
