// How a browser is started for tests: without a display, and asking nobody for anything by itself.

export const FLAGS: readonly string[] = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where the browser is. */
export const CHROMIUM: string = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
