import * as helpers from "../../../templates/runtime/tests.ts";
import { describe, expect, it } from "vitest";
import {
  inventedId,
  operationPath,
  stepName,
  typeName,
  valueName,
} from "../../../generator/model/names.ts";

describe("names", () => {
  it.each([
    ["queues.messages.bulkPush", ["queues", "messages", "bulkPush"]],
    ["repos/list-for-org", ["repos", "listForOrg"]],
    ["listPets", ["listPets"]],
    ["GetUser", ["getUser"]],
    ["get_user by id", ["getUserById"]],
    ["pets.delete", ["pets", "delete"]],
    ["1st.2nd", ["_1st", "_2nd"]],
    ["..a..b..", ["a", "b"]],
  ])("%s is the client method %j", (id, path) => {
    expect(operationPath(id)).toEqual(path);
  });

  it.each([
    ["mq_queue-message", "MqQueueMessage"],
    ["Pet", "Pet"],
    ["200Response", "_200Response"],
    ["Response", "ResponseSchema"],
    ["promise", "PromiseSchema"],
    ["Über-Naïve", "UberNaive"],
    ["URL", "URLSchema"],
  ])("the schema %s is the type %s", (key, name) => {
    expect(typeName(key)).toBe(name);
  });

  it.each([
    ["delete", "delete_"],
    ["X-Request-Id", "xRequestId"],
    ["URLs", "urLs"],
    ["ID", "id"],
    ["body", "body_"],
    ["2fa", "_2fa"],
  ])("%s is the argument %s", (key, name) => {
    expect(valueName(key)).toBe(name);
  });

  it("names an operation without operationId after method and path", () => {
    expect(inventedId("get", "/pets/{petId}/visits")).toBe("getPetsByPetIdVisits");
    expect(inventedId("post", "/v1/{name}:cancel")).toBe("postV1ByNameCancel");
  });

  it("keeps guards apart from the helpers they call", () => {
    const guards = Object.keys(helpers).filter((name) => name.startsWith("is"));
    expect(guards.map((name) => typeName(name.slice(2)))).toEqual(
      guards.map((name) => `${name.slice(2)}Schema`),
    );
  });

  it("lets reserved words be steps", () => {
    expect(stepName("delete")).toBe("delete");
  });
});
