// Says in one line what is wrong where node is too old for this checkout, and nothing otherwise.
// Plain JavaScript, because an old node can't read the TypeScript that everything else is.
const problem = process.features.typescript
  ? undefined
  : `onespec's source needs node 22.18 or later, and this is node ${process.versions.node}: run \`npm ci\` (it installs node 24 beside the other tools), then use \`npm run …\`.`;

if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
