// Formats of host names, whose labels may stand for text beyond ASCII (IDNA 2008, RFC 5890 to 5893).
// The engine's own Unicode tables say what a character is; short lists say what those lack.
import { areLabels } from "./formats.ts";

/** RFC 1123: a host name; its labels that begin with `xn--` must stand for a text. */
export function hasHostnameFormat(text: string): boolean {
  return areLabels(text) && areNames(text.toLowerCase().split("."));
}

/** RFC 5890: a host name that may have characters beyond ASCII. */
export function hasIdnHostnameFormat(text: string): boolean {
  // At most 253 octets, and no character of two units takes less than one.
  if (text.length > 506) return false;
  const labels = text.split(/[.\u3002\uFF0E\uFF61]/).map((label) => {
    return isAscii(label) ? label.toLowerCase() : encode(label);
  });
  return areLabels(labels.join(".")) && areNames(labels);
}

function areNames(labels: readonly string[]): boolean {
  const texts = labels.map((label) => (label.startsWith("xn--") ? decode(label) : label));
  return (
    texts.every((text, index) => text === labels[index] || isName(text, labels[index])) &&
    areDirected(texts as readonly string[])
  );
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7F]/.test(text);
}

/** Whether a label is one that others may be asked for, and is written as `encoded` in one way only. */
function isName(text: string | undefined, encoded: string | undefined): text is string {
  if (text === undefined || isAscii(text) || encode(text) !== encoded) return false;
  const usual = text.replace(
    /[\xB7\xDF\u0375\u03C2\u05F3\u05F4\u06FD\u06FE\u0F0B\u200C\u200D\u3007\u30FB-]/g,
    "",
  );
  const forbidden =
    /[^\p{Ll}\p{Lu}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}]|[\p{CWKCF}\u0640\u07FA\u302E\u302F\u3031-\u3035\u303B\u1100-\u11FF\uA960-\uA97C\uD7B0-\uD7FB\u20D0-\u20FF\u{1D100}-\u{1D24F}]/u;
  return (
    !forbidden.test(usual) &&
    !/^\p{M}|^-|-$|^..--/u.test(text) &&
    !(/[\u0660-\u0669]/.test(text) && /[\u06F0-\u06F9]/.test(text)) &&
    text === text.normalize("NFC") &&
    [...text].every(isInPlace)
  );
}

/** RFC 5892, appendix A: characters that depend on those around them. */
function isInPlace(char: string, index: number, all: readonly string[]): boolean {
  const [before = "", after = ""] = [all[index - 1], all[index + 1]];
  switch (char) {
    case "\xB7":
      return before === "l" && after === "l";
    case "\u0375":
      return /\p{sc=Grek}/u.test(after);
    case "\u05F3":
    case "\u05F4":
      return /\p{sc=Hebr}/u.test(before);
    case "\u30FB":
      return /[\p{sc=Hira}\p{sc=Kana}\p{sc=Hani}]/u.test(all.join(""));
    case "\u200C":
      return isVirama(before) || isBetweenJoined(all, index);
    case "\u200D":
      return isVirama(before);
  }
  return true;
}

function isVirama(char: string): boolean {
  return /[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA\u0E3A\u0EBA\u0F84\u1039\u103A\u1714\u1715\u1734\u17D2\u1A60\u1B44\u1BAA\u1BAB\u1BF2\u1BF3\u2D7F\uA806\uA82C\uA8C4\uA953\uA9C0\uAAF6\uABED\u{10A3F}\u{11046}\u{11070}\u{1107F}\u{110B9}\u{11133}\u{11134}\u{111C0}\u{11235}\u{112EA}\u{1134D}\u{11442}\u{114C2}\u{115BF}\u{1163F}\u{116B6}\u{1172B}\u{11839}\u{1193D}\u{1193E}\u{119E0}\u{11A34}\u{11A47}\u{11A99}\u{11C3F}\u{11D44}\u{11D45}\u{11D97}]/u.test(
    char,
  );
}

/** Between a letter that joins the next one and a letter that joins the one before; marks don't count. */
function isBetweenJoined(all: readonly string[], index: number): boolean {
  const next =
    /(?![^\p{L}]|[\u0621-\u0625\u0627\u0629\u062F-\u0632\u0648\u0671-\u0674\u0688-\u0699\u06C0\u06C3-\u06CB\u06CD\u06CF\u06D2\u06D3\u06D5\u06E5\u06E6\u06EE\u06EF\u0710\u0715-\u0719\u071E\u0728\u072A\u072C\u072F\u074D\u0759-\u075B\u076B\u076C\u0771\u0773\u0774\u0778\u0779\u07F4\u07F5\u0840\u0846\u0847\u0849\u0854\u0856-\u0858\u0861\u0866\u0867\u0869\u086A\u0870-\u0882\u0887\u088E\u08AA-\u08AE\u08B1\u08B2\u08B9\u08C9\u1880-\u1884\uA873])[\p{sc=Arab}\p{sc=Syrc}\p{sc=Nkoo}\p{sc=Mand}\p{sc=Mong}\p{sc=Phag}]\p{Mn}*$/u;
  const previous =
    /^\p{Mn}*(?![^\p{L}]|[\u0621\u0674\u06E5\u06E6\u07F4\u07F5\u0861\u0866\u0887\u08AD\u08C9\u1880-\u1884\uA872\uA873])[\p{sc=Arab}\p{sc=Syrc}\p{sc=Nkoo}\p{sc=Mand}\p{sc=Mong}\p{sc=Phag}]/u;
  return next.test(all.slice(0, index).join("")) && previous.test(all.slice(index + 1).join(""));
}

/** RFC 5893: where one label is written from right to left, none may be read in two ways. */
function areDirected(labels: readonly string[]): boolean {
  const all = labels.map((label) => [...label].map(directionOf).join(""));
  if (!all.some((label) => /[RA]/.test(label))) return true;
  return all.every((label) => {
    if (label.startsWith("L")) return /^L(?:[^RA]*[LE])?N*$/.test(label);
    return /^R(?:[^L]*[REA])?N*$/.test(label) && !(label.includes("E") && label.includes("A"));
  });
}

/** Left, Right, Arabic number, European number, Non-spacing mark, Other. */
function directionOf(char: string): string {
  if (/\p{Mn}/u.test(char)) return "N";
  if (/[\d\u06F0-\u06F9]/.test(char)) return "E";
  if (/[\u0660-\u0669\u{10D30}-\u{10D39}]/u.test(char)) return "A";
  if (
    /[-\xB7\u02B9\u02BA\u02C6-\u02CF\u02EC\u0375\u200C\u200D\u2E2F\u30FB\uA67F\uA717-\uA71F\uA788]/.test(
      char,
    )
  )
    return "O";
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u.test(
    char,
  )
    ? "R"
    : "L";
}

const DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Punycode (RFC 3492): where a digit ends a number, and what the next place is worth. */
const threshold = (place: number, bias: number): number => Math.max(1, Math.min(26, place - bias));

function adapted(delta: number, count: number, first: boolean): number {
  let [rest, bias] = [Math.floor(delta / (first ? 700 : 2)), 0];
  for (rest += Math.floor(rest / count); rest > 455; bias += 36) rest = Math.floor(rest / 35);
  return bias + Math.floor((36 * rest) / (rest + 38));
}

function encode(text: string): string {
  const points = Array.from(text, (char) => char.codePointAt(0)!);
  const plain = text.replace(/[^\0-\x7F]/g, "");
  let encoded = plain === "" ? "" : `${plain}-`;
  let [point, delta, bias] = [128, 0, 72];
  for (let count = plain.length; count < points.length; delta++, point++) {
    const next = Math.min(...points.filter((other) => other >= point));
    delta += (next - point) * (count + 1);
    point = next;
    for (const other of points) {
      if (other < point) delta++;
      if (other !== point) continue;
      let rest = delta;
      for (let place = 36; rest >= threshold(place, bias); place += 36) {
        const least = threshold(place, bias);
        encoded += DIGITS[least + ((rest - least) % (36 - least))]!;
        rest = Math.floor((rest - least) / (36 - least));
      }
      encoded += DIGITS[rest]!;
      bias = adapted(delta, count + 1, count === plain.length);
      delta = 0;
      count++;
    }
  }
  return `xn--${encoded}`;
}

/** The text of a label that begins with `xn--`; undefined where it stands for none. */
function decode(label: string): string | undefined {
  const dash = label.lastIndexOf("-");
  const chars = [...label.slice(4, Math.max(4, dash))];
  let [point, index, bias] = [128, 0, 72];
  for (let at = dash + 1; at < label.length; index++) {
    const [before, count] = [index, chars.length + 1];
    for (let place = 36, weight = 1; ; place += 36) {
      const digit = DIGITS.indexOf(label[at++] ?? "-");
      if (digit < 0) return undefined;
      const least = threshold(place, bias);
      index += digit * weight;
      if (digit < least) break;
      weight *= 36 - least;
    }
    bias = adapted(index - before, count, before === 0);
    point += Math.floor(index / count);
    index %= count;
    if (!(point <= 0x10ffff)) return undefined;
    chars.splice(index, 0, String.fromCodePoint(point));
  }
  return chars.join("");
}
