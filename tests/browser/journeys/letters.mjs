// With letters switched off every key of a letter has a button that does the same, reached by Tab.
import assert from "node:assert/strict";
import { Person } from "../browser.mjs";
import { truth } from "../house.mjs";
import { find, onGround } from "./caseworker.mjs";

export default async function letters({ house, browser, test }) {
  const one = await Person.signedIn(house, browser, "caseworker");
  const { page } = one;

  await test("are switched off in my settings", async () => {
    await one.go("/me");
    await one.shot("14-my-settings");
    await page.locator("[name=letters]").focus();
    await one.press("Space");
    await one.leaves(() => page.locator("form[action='/me'] button.main").press("Enter"));
    assert.equal(await page.locator("html").getAttribute("data-letters"), "off");
  });

  await test("then do nothing, and the buttons do", async () => {
    await onGround(one);
    await page.locator("#q").fill(truth().russian);
    await one.leaves(() => one.press("Enter"));
    await one.leaves(() => one.press("Enter"));
    await one.viewed();
    const before = page.url();
    await one.press("KeyN");
    await one.press("KeyP");
    await one.press("KeyT");
    await page.waitForTimeout(500);
    assert.equal(page.url(), before);
    assert.ok(!(await page.locator("#page-text p").isVisible()));
    await one.leaves(() => page.locator("[data-key=KeyN]").press("Enter"));
    assert.notEqual(page.url(), before);
    await page.locator("#page-text summary").press("Enter");
    assert.ok(await page.locator("#page-text p").isVisible());
    await one.leaves(() => page.locator("[data-key=KeyP]").press("Enter"));
    assert.match(one.path(), /\/print$/);
  });

  await test("Tab reaches the skip links first, then every button", async () => {
    await page.goBack();
    await page.evaluate(() => document.activeElement.blur());
    const wanted = new Set(await page.locator(".stage-bar a, .stage-bar button, #page-text summary").evaluateAll((all) => all.filter((one) => one.getClientRects().length > 0).map((one) => one.dataset.key)));
    assert.ok(wanted.size >= 6, [...wanted].join(" "));
    await one.press("Tab");
    assert.equal(await one.focused("href"), "#main");
    await one.shot("15-skip-links");
    for (let presses = 0; presses < 60 && wanted.size > 0; presses += 1) {
      await one.press("Tab");
      wanted.delete(await one.focused("data-key"));
    }
    assert.deepEqual([...wanted], []);
  });

  await test("the console stayed silent", () => assert.deepEqual(one.said(), []));
  await one.close();
}
