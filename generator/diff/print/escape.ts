// Text of a document as text in what is printed: nothing in it becomes markup, mentions somebody, or
// commands a terminal.

/** What a terminal would obey, and what turns the direction of a line. */
const CONTROL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** For a terminal, on one line. */
export function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(CONTROL, "\ufffd").trim();
}

/** For markdown, on one line: spans of code stay, everything else that markdown would obey is shown. */
export function markdown(text: string): string {
  const pieces = plain(text).split(/(`+[^`]*`+)/);
  return pieces.map((piece, index) => (index % 2 === 1 ? code(piece) : prose(piece))).join("");
}

/** For a cell of a markdown table, whose bars would part it even in code. */
export function cell(text: string): string {
  return markdown(text).replace(/(?<!\\)\|/g, "\\|");
}

function code(piece: string): string {
  const [, fence, inside, end] = /^(`+)([^`]*)(`+)$/.exec(piece) ?? [];
  return inside === undefined || fence !== end || inside.trim() === "" ? prose(piece) : piece;
}

function prose(piece: string): string {
  // A zero-width space after the sign: nobody is called, and no other thread is linked.
  return piece
    .replace(/[\\`*_{}[\]<>|~&]/g, "\\$&")
    .replace(/^([#+-]|\d+[.)])/, "\\$1")
    .replace(/([@#])(?=\w)/g, "$1\u200b");
}

/** For HTML, in an element or an attribute in quotes. */
export function html(text: string): string {
  return text
    .replace(CONTROL, "\ufffd")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
