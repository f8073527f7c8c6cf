// Tests of formats, one function each, so that a bundle has those that it uses. Each takes time in
// line with the length of the text and never throws: no expression here repeats a group. They say
// how a text is written, never whether what it names exists.

/** RFC 3339: `2024-05-17`. */
export function hasDateFormat(text: string): boolean {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])-\d\d$/.test(text)) return false;
  const day = Number(text.slice(8));
  return day > 0 && day <= lastDay(text);
}

function lastDay(date: string): number {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  if (month !== 2) return 30 + ((month + (month >> 3)) % 2);
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** RFC 3339, with an offset: `09:30:00Z`. A leap second is the last one of a day in UTC. */
export function hasTimeFormat(text: string): boolean {
  const parts =
    /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.\d+)?(?:z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i.exec(
      text,
    );
  if (parts?.[3] !== "60") return parts !== null;
  const [hour, minute, hours, minutes] = [1, 2, 5, 6].map((index) => Number(parts[index] ?? 0));
  const ahead = (hours! * 60 + minutes!) * (parts[4] === "-" ? -1 : 1);
  return (hour! * 60 + minute! - ahead + 1440) % 1440 === 1439;
}

/** RFC 3339: `2024-05-17T09:30:00Z`. A leap second ends a month in UTC. */
export function hasDateTimeFormat(text: string): boolean {
  const [date, time] = [text.slice(0, 10), text.slice(11)];
  if (!/^t$/i.test(text.charAt(10)) || !hasDateFormat(date) || !hasTimeFormat(time)) return false;
  if (!time.startsWith("60", 6)) return true;
  // Where clocks are ahead of UTC, the next month has begun.
  const last = /\+(?!00:00)/.test(time) ? 1 : lastDay(date);
  return Number(date.slice(8)) === last;
}

/** RFC 3339, appendix A: `P1DT12H`, whole numbers, no unit left out between two others. */
export function hasDurationFormat(text: string): boolean {
  return /^P(?:\d+W|(?=[\dT])(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)$/.test(
    text,
  );
}

/** RFC 5321: an address without a name beside it. */
export function hasEmailFormat(text: string): boolean {
  // At most 64 octets, and 255.
  const at = text.length > 320 ? -1 : text.lastIndexOf("@");
  if (at < 1 || at > 64) return false;
  const local =
    /^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"(?:[ !#-[\]-~]|\\[ -~])*")$/;
  const [, version, address] = /^\[(IPv6:)?(.*)\]$/i.exec(text.slice(at + 1)) ?? [];
  if (!local.test(text.slice(0, at))) return false;
  if (address === undefined) return areLabels(text.slice(at + 1));
  return version === undefined ? hasIpv4Format(address) : hasIpv6Format(address);
}

/** RFC 6531: an address that may have characters beyond ASCII, of which any will do. */
export function hasIdnEmailFormat(text: string): boolean {
  const at = text.length > 320 ? -1 : text.lastIndexOf("@");
  const octets = (char: string): string => "a".repeat(char.length * (char < "\u0800" ? 2 : 3));
  const local = text.slice(0, Math.max(at, 0)).replace(/[^\0-\x7F]/g, octets);
  return at > 0 && hasEmailFormat(local + text.slice(at).replace(/[^\0-\x7F]/g, "a"));
}

/** Labels of a host name: at most 63 letters, digits and inner hyphens each, parted by dots. */
export function areLabels(text: string): boolean {
  return (
    text.length <= 253 &&
    text.split(".").every((label) => /^[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?$/.test(label))
  );
}

/** RFC 2673: four decimal numbers without leading zeros. */
export function hasIpv4Format(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

/** RFC 4291, without a zone and without a prefix's length. */
export function hasIpv6Format(text: string): boolean {
  if (text.length > 45) return false;
  const tail = /(^|:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (tail !== null && !hasIpv4Format(tail[2]!)) return false;
  const halves = (tail === null ? text : `${text.slice(0, -tail[2]!.length)}0:0`).split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const enough = halves.length === 1 ? groups.length === 8 : groups.length < 8;
  return enough && halves.length < 3 && groups.every((group) => /^[\dA-Fa-f]{1,4}$/.test(group));
}

/** RFC 3986, with a scheme. */
export function hasUriFormat(text: string): boolean {
  return isUri(text, true, NOT_URI);
}
/** RFC 3986: the same, or relative to one. */
export function hasUriReferenceFormat(text: string): boolean {
  return isUri(text, false, NOT_URI);
}
/** RFC 3987: a URI that may have characters beyond ASCII. */
export function hasIriFormat(text: string): boolean {
  return isUri(text, true, NOT_IRI);
}
/** RFC 3987: the same, or relative to one. */
export function hasIriReferenceFormat(text: string): boolean {
  return isUri(text, false, NOT_IRI);
}

/** What no part may have; brackets are for hosts, and `#` has been looked for before. */
const NOT_URI = /[^\w.~!$&'()*+,;=:@/?%-]|%(?![\dA-Fa-f]{2})/;
const NOT_IRI =
  /[^\w.~!$&'()*+,;=:@/?%\u{A0}-\u{D7FF}\u{E000}-\u{FDCF}\u{FDF0}-\u{FFEF}\u{10000}-\u{10FFFD}-]|%(?![\dA-Fa-f]{2})|[\p{NChar}\u{E0000}-\u{E0FFF}]/u;

function isUri(text: string, absolute: boolean, forbidden: RegExp): boolean {
  const [, scheme, authority, path, query = "", fragment = ""] =
    /^(?:([^:/?#]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text)!;
  if (scheme === undefined ? absolute : !/^[A-Za-z][A-Za-z\d+.-]*$/.test(scheme)) return false;
  const [user, host] = partsOf(authority ?? "") ?? ["#"];
  const parts = [user, host, path, fragment].join("/");
  // Only a query may have characters for private use.
  return !forbidden.test(parts) && !forbidden.test(query) && !/\p{Co}/u.test(parts);
}

/** User and host of an authority; an address is no part that could have a wrong character. */
function partsOf(authority: string): readonly string[] | undefined {
  const [, user = "", host, address] =
    /^(?:([^@]*)@)?(?:([^:@[\]]*)|\[([^\]]*)\])(?::\d*)?$/.exec(authority) ?? [];
  if (address === undefined) return host === undefined ? undefined : [user, host];
  const future = /^v[\dA-F]+\.[\w.~!$&'()*+,;=:-]+$/i;
  return hasIpv6Format(address) || future.test(address) ? [user] : undefined;
}

/** RFC 6570. */
export function hasUriTemplateFormat(text: string): boolean {
  // Every other part is what stands in braces.
  return text.split(/\{([^{}]*)\}/).every((part, index) => {
    if (index % 2 === 0) return !/[\0- "<>\\^`{|}\x7F-\x9F]|%(?![\dA-Fa-f]{2})/.test(part);
    return part
      .replace(/^[+#./;?&=,!@|]/, "")
      .split(",")
      .every(isVariable);
  });
}

function isVariable(text: string): boolean {
  const name = text.replace(/(?::[1-9]\d{0,3}|\*)$/, "");
  return !/[^\w.%]|%(?![\dA-Fa-f]{2})|^\.|\.\.|\.$|^$/.test(name);
}

/** RFC 4122, of any version and variant. */
export function hasUuidFormat(text: string): boolean {
  return /^[\dA-F]{8}-(?:[\dA-F]{4}-){3}[\dA-F]{12}$/i.test(text);
}

/** RFC 6901. */
export function hasJsonPointerFormat(text: string): boolean {
  return !/^[^/]|~(?![01])/.test(text);
}

/** draft-bhutton-relative-json-pointer-00. */
export function hasRelativeJsonPointerFormat(text: string): boolean {
  const [start, shift] = /^(?:0|[1-9]\d*)([+-](?:0|[1-9]\d*))?/.exec(text) ?? [];
  if (start === undefined) return false;
  const rest = text.slice(start.length);
  return (rest === "#" && shift === undefined) || hasJsonPointerFormat(rest);
}

/** ECMA-262, with `u`. */
export function hasRegexFormat(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** RFC 4648, section 4: base64 with padding. */
export function hasByteFormat(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
}

/** RFC 4648, section 5: base64 for URLs and file names, where padding may be left out. */
export function hasBase64urlFormat(text: string): boolean {
  const [bare = ""] = /^[\w-]*/.exec(text)!;
  return (
    (text === bare ? text.length % 4 !== 1 : text.length % 4 === 0) &&
    /^={0,2}$/.test(text.slice(bare.length))
  );
}
