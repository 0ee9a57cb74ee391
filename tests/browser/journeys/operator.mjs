// The operator's day: a new batch, files from the browser, the three numbers, progress that moves by itself, a decision.
import assert from "node:assert/strict";
import { Person } from "../browser.mjs";
import { bad, scan } from "../house.mjs";

export default async function operator({ house, browser, test }) {
  const one = await Person.signedIn(house, browser, "operator");
  const { page } = one;
  const cover = scan("008-00010", "0001.tif");
  const sums = async () => {
    const read = async (name) => Number(await one.text(`#sum-${name}`));
    return { files: await read("files"), accepted: await read("accepted"), known: await read("known"), refused: await read("refused") };
  };
  const send = async (files) => {
    await page.locator("#files").setInputFiles(files);
    await page.locator("#send").focus();
    await one.press("Enter");
    await page.waitForFunction((count) => document.getElementById("sum-files")?.textContent === String(count), files.length);
  };

  await test("G B shows the batches; a new one is made", async () => {
    await one.shot("70-operator-home");
    await one.place("KeyB");
    assert.equal(one.path(), "/batches");
    assert.ok((await one.text("#list")).includes(house.batch));
    await one.shot("71-batches");
    await page.locator("#name").fill("Пошта 22 листопада");
    await one.leaves(() => one.press("Enter"));
    assert.match(one.path(), /^\/batches\/[0-9a-f-]{36}$/);
    await one.shot("72-empty-batch");
  });

  await test("U leads to the upload; a first file is accepted", async () => {
    await one.leaves(() => one.press("KeyU"));
    assert.match(one.path(), /\/upload$/);
    await one.shot("73-upload");
    await page.locator("#reference").fill("008-77002");
    await send([cover]);
    assert.deepEqual(await sums(), { files: 1, accepted: 1, known: 0, refused: 0 });
  });

  await test("two files, a known one and a refused one: the numbers add up", async () => {
    await page.locator("#reference").fill("008-77002");
    await send([scan("008-00010", "0014.tif"), bad("truncated.jpg"), cover, house.note]);
    assert.deepEqual(await sums(), { files: 4, accepted: 2, known: 1, refused: 1 });
    await page.evaluate(() => document.activeElement.blur());
    await one.shot("74-uploaded");
  });

  await test("the batch moves by itself until all is read", async () => {
    await one.leaves(() => page.locator("#result a.main").press("Enter"));
    await page.evaluate(() => { globalThis.stayed = true; });
    await one.shot("75-reading");
    await page.waitForFunction(() => {
      const read = document.querySelector("#head .legend b");
      return Number(read.textContent) >= 2 && document.querySelectorAll("#wall .paper img").length >= 2;
    }, undefined, { timeout: 60000 });
    assert.equal(await page.evaluate(() => globalThis.stayed), true);
    await one.pictures("#wall .paper img");
    await one.shot("76-read");
    assert.match(await one.text("#head .figures"), /5 = 3 \+ 1 \+ 1/);
  });

  await test("a page opens and turns by keys", async () => {
    await one.leaves(() => page.locator("a.sheet").first().press("Enter"));
    await one.pictures("main img");
    await one.shot("77-page");
    await one.leaves(() => one.press("Escape"));
  });

  await test("scanning is closed", async () => {
    await one.leaves(() => page.locator("form[action$='/close'] button").press("Enter"));
    assert.equal(await one.count("form[action$='/close']"), 0);
  });

  await test("the refusal says why and what to do", async () => {
    await one.leaves(() => page.locator(".tabs a[href$='/refusals']").press("Enter"));
    const told = await one.text("main");
    assert.ok(told.includes("список.txt"), told);
    await one.shot("78-refusals");
  });

  await test("a concern is decided by keys", async () => {
    await one.place("KeyC");
    assert.equal(one.path(), "/concerns");
    const before = await one.count(".concern-item");
    assert.ok(before > 0);
    await one.press("KeyN");
    await one.leaves(() => one.press("Enter"));
    await one.shot("79-concern");
    await one.press("KeyA");
    await page.waitForFunction(() => document.querySelector("dialog.reasons[open]"));
    await one.leaves(() => one.press("Digit1"));
    assert.equal(await one.count(".notice.good"), 1);
    assert.equal(await one.count(".concern-item"), before - 1);
    await one.shot("80-decided");
  });

  await test("what one may not see does not exist", async () => {
    for (const path of ["/search", "/verify", "/audit", "/users"]) {
      assert.equal((await one.context.request.get(house.site + path)).status(), 404, path);
    }
  });

  await test("the console stayed silent", () => assert.deepEqual(one.said(), []));
  await one.close();
}
