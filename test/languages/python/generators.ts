// The two generators: each makes its code anew for every step, since a step has a folder of its own.
import { join } from "node:path";
import type { Bench, Tool } from "../language.ts";
import { prepared, queues } from "./programs.ts";
import type { Python } from "./venv.ts";

// Both documents give the same code, but for the file's name in a comment. The 3.1 one is the one
// that is written by hand.
const document = "openapi.yaml";

/** A client, checked as the generator leaves it. */
export const openapiPythonClient: Tool = generator({
  name: "openapi-python-client",
  version: "0.29.1",
  made: "queues_client",
  command: (path) => [
    ...["-m", "openapi_python_client", "generate", "--path", path, "--fail-on-warning"],
    ...["--meta", "none", "--config", "config.yaml"],
    ...["--output-path", "queues_client", "--overwrite"],
  ],
});

/** Models for pydantic 2 alone; `queues.py` is the client around them. */
export const datamodelCodeGenerator: Tool = generator({
  name: "datamodel-code-generator",
  version: "0.89.0",
  made: "models.py",
  command: (path) => [
    ...["-W", "error", "-m", "datamodel_code_generator", "--input", path],
    ...["--input-file-type", "openapi", "--output", "models.py", "--disable-timestamp"],
    ...["--preset", "standard-py311-20260619", "--formatters", "builtin"],
    ...["--extra-fields", "allow"], // what the document does not name is kept, not dropped
  ],
});

interface Generator {
  readonly name: string;
  readonly version: string;
  /** What it makes: a package or a module. */
  readonly made: string;
  command(document: string): readonly string[];
}

function generator({ name, version, made, command }: Generator): Tool {
  const generated = async (bench: Bench): Promise<Python> => {
    const python = await prepared(bench, name);
    await python(command(join(bench.package, document)));
    return python;
  };
  return {
    name,
    version,
    async compiles(bench) {
      const python = await generated(bench);
      // What mypy remembers of another folder's modules of the same names is not always right.
      const env = { MYPY_CACHE_DIR: join(bench.folder, "mypy") };
      await python(["-m", "mypy", "--strict", made, "calls.py", "tell.py"], env);
    },
    async vectors(bench) {
      const python = await generated(bench);
      return JSON.parse(await python(["calls.py", join(bench.package, "vectors.json")]));
    },
    async story(bench) {
      const python = await generated(bench);
      const { url } = await bench.emulator({ queues });
      await python(["tell.py", url]);
    },
  };
}
