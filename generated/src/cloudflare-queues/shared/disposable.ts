// `using` and `await using` for programs whose compiler has the library of 2023 and no newer one.
// Declares what newer ones declare too, in the same words, so that both can be there.

declare global {
  interface SymbolConstructor {
    readonly dispose: unique symbol;
    readonly asyncDispose: unique symbol;
  }
  interface Disposable {
    [Symbol.dispose](): void;
  }
  interface AsyncDisposable {
    [Symbol.asyncDispose](): PromiseLike<void>;
  }
}

export {};
