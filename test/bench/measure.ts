// Measuring: contestants take turns in one process, round by round, and the median of the rounds counts.
// So whatever the machine does meanwhile, it does to all of them.

export interface Contestant {
  readonly name: string;
  /** One run. What it gives is kept, so that no engine can leave the work out. */
  readonly run: () => unknown;
}

export interface Timed {
  readonly name: string;
  /** Nanoseconds of one run: the median over the rounds. */
  readonly ns: number;
}

const WARM_UP = 30;
const ROUNDS = 61;
const ROUND_MS = 12;

let sink: unknown;

/** The median time of each contestant, in their order. */
export async function race(contestants: readonly Contestant[]): Promise<readonly Timed[]> {
  const counts: number[] = [];
  for (const { run } of contestants) counts.push(await calibrate(run));
  const times = contestants.map((): number[] => []);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    // Each round another one begins: whoever follows a garbage collection is not always the same.
    for (let turn = 0; turn < contestants.length; turn++) {
      const index = (turn + round + WARM_UP) % contestants.length;
      const ns = await time(contestants[index]!.run, counts[index]!);
      if (round >= 0) times[index]!.push(ns);
    }
  }
  return contestants.map(({ name }, index) => ({ name, ns: median(times[index]!) }));
}

/** How often to run in a round. */
async function calibrate(run: () => unknown): Promise<number> {
  let count = 1;
  for (;;) {
    const ns = await time(run, count);
    if (ns * count > ROUND_MS * 1e6) return count;
    count = Math.max(count * 2, Math.ceil((ROUND_MS * 1e6) / Math.max(ns, 1)));
  }
}

async function time(run: () => unknown, count: number): Promise<number> {
  const begin = process.hrtime.bigint();
  for (let index = 0; index < count; index++) {
    const result = run();
    sink = result instanceof Promise ? await result : result;
  }
  return Number(process.hrtime.bigint() - begin) / count;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** For whoever wants to be sure that results are used. */
export function lastResult(): unknown {
  return sink;
}
