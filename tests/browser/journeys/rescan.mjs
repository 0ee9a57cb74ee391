// A bad scan is found on the wall, marked, asked for again with a digit, brought anew, and replaced beside the old one;
// a second operator sees the marks. All by keys.
import assert from "node:assert/strict";
import { Person } from "../browser.mjs";
import { scan } from "../house.mjs";

export default async function rescan({ house, browser, test }) {
  const one = await Person.signedIn(house, browser, "operator");
  const { page } = one;
  let wall;
  const settled = () => page.waitForLoadState("networkidle");

  await test("the wall of a batch is opened", async () => {
    await one.place("KeyB");
    await one.leaves(() => page.locator("#list a", { hasText: house.batch }).first().press("Enter"));
    wall = one.path();
    await page.waitForFunction(() => document.querySelectorAll("#wall .sheet img").length > 0);
    await one.pictures("#wall .paper img");
    await one.shot("81-wall");
  });

  const other = await Person.signedIn(house, browser, "second-operator");
  await other.go(wall);

  await test("Space marks the page in hand; the other operator sees it within five seconds", async () => {
    await page.locator("#wall a.sheet").first().focus();
    await one.press("Space");
    await page.waitForFunction(() => document.querySelectorAll("#wall input[name=page]:checked").length === 1);
    assert.match(await one.focused(), /^page-/);
    const started = Date.now();
    await other.page.waitForFunction(() => document.querySelectorAll("#wall .tile.marked").length === 1);
    assert.ok(Date.now() - started < 5000, `${Date.now() - started} ms`);
    assert.ok((await other.text("#wall .tile.marked .pick")).includes("Мельник"));
    await other.shot("82-marked-by-another");
  });

  await test("F9 asks for the reason, a digit gives it, undo takes it back", async () => {
    await one.press("F9");
    await page.waitForFunction(() => document.querySelector("dialog.reasons[open]"));
    await one.shot("83-reason");
    await one.press("Digit2");
    await page.waitForFunction(() => document.querySelector("#wall .fault")?.textContent.includes("зрізано"));
    await settled();
    await one.shot("84-asked");
    await page.locator("#wall-told button").press("Enter");
    await page.waitForFunction(() => !document.querySelector("#wall .tile .fault")?.textContent.includes("зрізано"));
  });

  await test("a page that someone else changed meanwhile is told", async () => {
    const stale = await other.page.locator("#wall input[name=page]").first().getAttribute("value");
    const csrf = await other.page.locator('meta[name="csrf"]').getAttribute("content");
    await page.locator("#wall a.sheet").first().focus();
    await one.press("F9");
    await one.press("Digit1");
    await page.waitForFunction(() => document.querySelector("#wall .fault")?.textContent.includes("розмито"));
    const answer = await other.context.request.post(`${house.site}${wall}/pages`, {
      form: { act: "mark", page: stale.replace(/:\d+$/, ":0") },
      headers: { "X-CSRF-Token": csrf, "X-Live": "1" },
    });
    assert.ok((await answer.text()).includes("змінила інша людина"));
  });

  await test("the list for the scanner leads to the upload of that sheet", async () => {
    await one.leaves(() => page.locator(".tabs a", { hasText: "Перезняти" }).press("Enter"));
    assert.equal(await one.count("#list tbody tr"), 1);
    await one.shot("85-list");
    await one.leaves(() => page.locator("#list tbody a", { hasText: "Додати новий скан" }).press("Enter"));
    assert.equal(await page.locator("#reference").inputValue(), house.dossier);
    await one.shot("86-upload");
    await page.locator("#files").setInputFiles([scan("008-00004", "0001.jpg")]);
    await page.locator("#send").focus();
    await one.press("Enter");
    await page.waitForFunction(() => document.getElementById("sum-accepted")?.textContent === "1");
  });

  await test("the new scan stands beside the old and replaces it by Enter", async () => {
    const until = Date.now() + 60000;
    for (;;) {
      await one.go(`${wall}/rescans`);
      if (await one.count("#list tbody a.button")) break;
      assert.ok(Date.now() < until, "the new scan never came");
      await page.waitForTimeout(500);
    }
    await one.leaves(() => page.locator("#list tbody a.button").press("Enter"));
    for (;;) {
      if (await one.count("button[value=confirm]")) break;
      assert.ok(Date.now() < until, "the new scan was never read");
      await page.waitForTimeout(500);
      await page.reload();
    }
    await one.pictures(".beside img");
    await one.shot("87-beside");
    assert.deepEqual(await one.axe(), []);
    await page.evaluate(() => document.activeElement.blur());
    await one.leaves(() => one.press("Enter"));
    assert.equal(await one.count("button[value=undo]"), 1);
    await one.shot("88-replaced");
    await one.go(`${wall}/rescans`);
    assert.equal(await one.count("#list tbody tr"), 0);
    await one.shot("89-nothing-left");
  });

  await test("a page is moved only after it was shown where to", async () => {
    await one.go(wall);
    await one.leaves(() => page.locator("#wall a.sheet").last().press("Enter"));
    const address = one.path();
    await page.locator("#reference").fill("44120-П");
    await one.leaves(() => page.locator("button[value=move]").press("Enter"));
    assert.ok((await one.text(".page-acts .notice")).includes("44120-П"));
    await one.shot("90-move");
    await one.leaves(() => page.locator("button[value=move_sure]").press("Enter"));
    await one.shot("91-moved");
    await one.leaves(() => page.locator(".page-acts button[value=move_back]").first().press("Enter"));
    assert.equal(one.path(), address);
    assert.deepEqual(await one.axe(), []);
  });

  await test("the wall passes the automatic check, light and dark", async () => {
    for (const theme of ["light", "dark"]) {
      await page.goto(house.site + wall);
      await page.evaluate((name) => { document.documentElement.dataset.theme = name; }, theme);
      await one.pictures("#wall .paper img");
      assert.deepEqual(await one.axe(), []);
      await one.shot(`92-wall-${theme}`);
      await page.goto(`${house.site}${wall}/rescans`);
      await page.evaluate((name) => { document.documentElement.dataset.theme = name; }, theme);
      await one.shot(`93-rescans-${theme}`);
    }
  });

  await test("the console stayed silent", () => {
    assert.deepEqual(one.said(), []);
    assert.deepEqual(other.said(), []);
  });
  await other.close();
  await one.close();
}
