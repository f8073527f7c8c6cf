// The rates of the last minute as lines, and the same in words for those who can't see them.
import type { Overview } from "../server/page-views.ts";
import { byId, setAttribute, setText } from "./dom.ts";
import { count, rate } from "./format.ts";
import { ceiling, extended, type History, KINDS, type Sample, SPAN } from "./rates.ts";
import type { Page } from "./state.ts";

/** Of the drawing, as its `viewBox` says. */
const [WIDTH, HEIGHT] = [600, 98];

/** Gives what adds a look, and what paints the chart. */
export function chart(page: Page): { add(overview: Overview): void; paint(): void } {
  let histories: ReadonlyMap<string, History> = new Map();
  const svg = byId("chart", SVGSVGElement);
  const texts = new Map(
    KINDS.map((kind) => [kind, document.querySelector(`[data-rate="${kind}"] b`)!]),
  );
  return {
    add: (overview) => void (histories = extended(histories, overview)),
    paint() {
      const history = histories.get(page.queue ?? "");
      const samples = history?.samples ?? [];
      const most = ceiling(
        Math.max(0, ...samples.flatMap((one) => KINDS.map((kind) => one[kind]))),
      );
      setText(byId("most", HTMLElement), count(most));
      for (const kind of KINDS) {
        const points = pointsOf(samples, history?.at ?? 0, (one) => one[kind] / most);
        setAttribute(byId(kind, SVGPathElement), "d", lineOf(points));
        if (kind === "pushed") setAttribute(byId("area", SVGPathElement), "d", areaOf(points));
        setText(texts.get(kind)!, rate(samples.at(-1)?.[kind] ?? 0));
      }
      setAttribute(svg, "aria-label", wordsOf(samples));
    },
  };
}

type Point = readonly [x: number, y: number];

function pointsOf(
  samples: readonly Sample[],
  end: number,
  height: (sample: Sample) => number,
): readonly Point[] {
  return samples.map((sample) => [
    Math.round(WIDTH - ((end - sample.at) / SPAN) * WIDTH),
    Math.round((1 - height(sample)) * HEIGHT * 10) / 10 + 1,
  ]);
}

function lineOf(points: readonly Point[]): string {
  return points.length < 2 ? "" : `M${points.map((point) => point.join(" ")).join("L")}`;
}

function areaOf(points: readonly Point[]): string {
  const [first, last] = [points[0], points.at(-1)];
  return first && last && points.length > 1
    ? `${lineOf(points)}L${last[0]} ${HEIGHT + 1}L${first[0]} ${HEIGHT + 1}Z`
    : "";
}

function wordsOf(samples: readonly Sample[]): string {
  const all = KINDS.map((kind) => {
    const most = Math.max(0, ...samples.map((one) => one[kind]));
    return `${kind} ${rate(samples.at(-1)?.[kind] ?? 0)} now and ${rate(most)} at most`;
  });
  return `Messages a second in the last minute: ${all.join("; ")}.`;
}
