// A comparison for a terminal: each change with both places and the lines around them.
// Nothing of a document reaches the terminal as a command.
import { frame } from "../../document/frame.ts";
import type { Side, Weight } from "../change.ts";
import { plain } from "./escape.ts";
import { counts, doubt, type Located, type Place, type Report, witnessText } from "./report.ts";

export type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";
export type Paint = (style: Style, text: string) => string;

/** So many changes have their lines around them; the rest have their places alone. */
const MOST_FRAMES = 100;

const COLOURS: Readonly<Record<Weight, Style>> = { major: "red", minor: "yellow", patch: "green" };

export function printText({ names, changes }: Report, paint: Paint): string {
  const [old, next] = [plain(names.old), plain(names.new)];
  if (changes.length === 0) return `${paint("green", "no change")} from ${old} to ${next}`;
  const shown = changes.map((change, index) => entry(change, paint, index < MOST_FRAMES));
  return [...shown, `${counts(changes)} from ${old} to ${next}`].join("\n\n");
}

const INDENT = " ".repeat(9);

function entry(change: Located, paint: Paint, framed: boolean): string {
  const { weight, code, subject, message, wire, caller, places } = change;
  const colour = COLOURS[weight];
  const said = (name: string, text: string): readonly string[] =>
    text === "" ? [] : [`${INDENT}${paint("cyan", `${name}:`)} ${plain(text)}`];
  const about =
    plain(subject) === "" ? code : `${paint("bold", plain(subject))} ${paint("dim", code)}`;
  return [
    `${paint(colour, weight.padEnd(8))} ${about}`,
    `${INDENT}${plain(message)}`,
    ...said("undecided", doubt(change).replace(/^undecided(?:, )?/, "")),
    ...said("on the wire", wire),
    ...said("in code", caller),
    ...said("witness", witnessText(change)),
    ...sides(places).flatMap(([side, place]) =>
      at(
        side === change.absent ? `${side}, around it` : side,
        ...([place, paint, colour, framed && weight !== "patch"] as const),
      ),
    ),
  ].join("\n");
}

function sides(places: Located["places"]): readonly (readonly [Side, Place])[] {
  return (["old", "new"] as const).flatMap((side) => {
    const place = places[side];
    return place === undefined ? [] : [[side, place] as const];
  });
}

function at(
  name: string,
  place: Place,
  paint: Paint,
  colour: Style,
  framed: boolean,
): readonly string[] {
  const where = `${INDENT}${name} ${paint("bold", `${plain(place.file)}:${place.line}:${place.column}`)}`;
  if (!framed) return [where];
  const lines = frame(place.text, place, (part, piece) =>
    paint(part === "mark" ? colour : "dim", piece),
  );
  return [where, ...lines.split("\n").map((line) => `${INDENT}${line}`)];
}
