// A dossier of another office does not exist, whatever is tried.
import assert from "node:assert/strict";
import { Person } from "../browser.mjs";
import { truth } from "../house.mjs";
import { find, onGround } from "./caseworker.mjs";

const NOWHERE = "01a00000-0000-7000-8000-000000000000";

export default async function stranger({ house, browser, test }) {
  const own = await Person.signedIn(house, browser, "caseworker");
  await onGround(own);
  await find(own, truth().ukrainian);
  const address = new URL(await own.page.locator(".hit-name a").getAttribute("href"), house.site).pathname;
  await own.close();

  const one = await Person.signedIn(house, browser, "stranger");
  await onGround(one);

  await test("the search finds nobody", async () => {
    await find(one, truth().ukrainian);
    assert.equal(await one.count(".hit"), 0);
    await one.shot("30-nobody");
  });

  await test("its address answers exactly as one that never was", async () => {
    const ask = async (path) => {
      const answer = await one.go(path);
      return [answer.status(), (await one.text("main")).replace(/\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/g, "")];
    };
    const there = await ask(address);
    await one.shot("31-not-found");
    assert.equal(there[0], 404);
    assert.deepEqual(there, await ask(`/dossiers/${NOWHERE}`));
    for (const part of ["/fields", "/history", "/print?page=1", "/pdf", "/pages/1/ink?width=400"]) {
      const answer = await one.context.request.get(house.site + address + part);
      assert.equal(answer.status(), 404, part);
    }
  });

  await test("the console stayed silent", () => assert.deepEqual(one.said("404"), []));
  await one.close();
}
