// Numbers and times as words.

const whole = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

export function count(number: number): string {
  return whole.format(number);
}

/** `1 message`, `2 messages`. */
export function plural(number: number, one: string): string {
  return `${count(number)} ${one}${number === 1 ? "" : "s"}`;
}

/** A number a second. */
export function rate(number: number): string {
  return number > 0 && number < 0.01 ? "<0.01" : short.format(number);
}

export function bytes(number: number): string {
  if (number < 1000) return `${number} B`;
  return number < 1e6 ? `${short.format(number / 1e3)} kB` : `${short.format(number / 1e6)} MB`;
}

/** A length of time, roughly: `5 s`, `3 min`, `2 h`, `4 days`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, ms / 1000);
  if (seconds < 100) return `${short.format(seconds < 10 ? seconds : Math.floor(seconds))} s`;
  if (seconds < 6000) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800
    ? `${Math.floor(seconds / 3600)} h`
    : plural(Math.floor(seconds / 86_400), "day");
}

/** What is left of a time, to the second: `0:07`, `12:30`, `1:00:00`. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (number: number): string => String(number).padStart(2, "0");
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

export function moment(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** The text of a body for reading: JSON with line breaks, if it is whole. */
export function readable(body: string, contentType: string): string {
  if (contentType !== "json") return body;
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
