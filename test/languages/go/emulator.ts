// How the emulator of the story is set up; harness/story.go and harness/refused.go expect it.

export const queues: readonly object[] = [
  { name: "orders", token: "right" },
  { name: "closed", httpPull: false },
  { name: "busy", refuse: "overloaded" },
];
