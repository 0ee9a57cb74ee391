// Reading works without script: sign-in, ground, search, dossier.
import assert from "node:assert/strict";
import { Person } from "../browser.mjs";
import { truth } from "../house.mjs";
import { GROUND } from "./caseworker.mjs";

export default async function scriptless({ house, browser, test }) {
  const who = truth();
  const one = await Person.signedIn(house, browser, "caseworker", { javaScriptEnabled: false });
  const { page } = one;

  await test("ground and search", async () => {
    await one.go("/purpose?next=/search");
    await page.locator("#reference").fill(GROUND);
    await one.leaves(() => one.press("Enter"));
    await page.locator("#q").fill(who.russian);
    await one.leaves(() => one.press("Enter"));
    assert.equal(await one.count(".hit"), 1);
    await one.shot("20-no-script-search");
  });

  await test("the dossier shows the page as a plain picture with the hit", async () => {
    await one.leaves(() => page.locator(".hit-name a").press("Enter"));
    assert.ok(await page.locator("#plain").isVisible());
    assert.ok(!(await page.locator("#viewer").isVisible()));
    const box = await page.locator("#plain").boundingBox();
    assert.ok(box.width > 300 && box.height > 200, JSON.stringify(box));
    await one.shot("21-no-script-dossier");
  });

  await test("pages and hits are links, the text opens", async () => {
    const before = page.url();
    await one.leaves(() => page.locator("[data-key=KeyN]").press("Enter"));
    assert.notEqual(page.url(), before);
    await page.locator("#page-text summary").press("Enter");
    assert.ok(await page.locator("#page-text p").isVisible());
  });
  await one.close();
}
