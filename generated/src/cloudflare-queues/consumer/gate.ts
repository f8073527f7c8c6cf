// Waiting for a condition. Whoever changes what conditions are made of says so; nothing is polled.

export interface Gate {
  /** Resolves once the test holds; at once where it holds already. */
  until(test: () => boolean): Promise<void>;
  /** Something has changed: tests are asked again. */
  changed(): void;
}

export function openGate(): Gate {
  const waiting = new Set<() => void>();
  return {
    until: (test) =>
      new Promise((resolve) => {
        const ask = (): void => {
          if (test() && (waiting.delete(ask) || true)) resolve();
        };
        waiting.add(ask);
        ask();
      }),
    changed: () => [...waiting].forEach((ask) => ask()),
  };
}
