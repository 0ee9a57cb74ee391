// The verifier's stream: a strip of ink, a value, Enter. Hands stay on the keys.
import assert from "node:assert/strict";
import { Person } from "../browser.mjs";
import { find, onGround } from "./caseworker.mjs";

/** An invented surname nobody else has. */
const CORRECTED = "Виправленко";

export default async function verifier({ house, browser, test }) {
  const one = await Person.signedIn(house, browser, "verifier");
  const { page } = one;
  const settles = (act) => one.leavesTask(act);

  await test("G V opens the queue, Enter the first task with the focus in the value", async () => {
    await one.shot("40-verifier-home");
    await one.place("KeyV");
    assert.equal(one.path(), "/verify");
    await one.shot("41-queue");
    await one.leaves(() => one.press("Enter"));
    assert.match(one.path(), /^\/verify\/[0-9a-f-]{36}$/);
    assert.equal(await one.focused(), "value");
    await one.pictures("figure.ink img, #sheet img");
    await one.shot("42-task");
  });

  await test("Enter confirms and brings the next field without leaving the page", async () => {
    await page.evaluate(() => { globalThis.stayed = true; });
    await settles(() => one.press("Enter"));
    assert.equal(await page.evaluate(() => globalThis.stayed), true);
    assert.equal(await one.count("#task-title .mark.good"), 1);
    await one.pictures("figure.ink img");
    await one.shot("43-confirmed");
  });

  await test("letters go into the value, not to the keys of the screen", async () => {
    const before = one.path();
    const typed = await page.locator("#value").inputValue();
    await one.cyrillic("KeyG", "п");
    await one.cyrillic("KeyS", "і");
    assert.equal(one.path(), before);
    assert.equal(await page.locator("#value").inputValue(), "пі");
    await page.locator("#value").fill(typed);
  });

  await test("F2 shows the page with the row in sight, and the strip again", async () => {
    await one.press("F2");
    await page.waitForFunction(() => {
      const sheet = document.getElementById("sheet"), picture = sheet.querySelector("img");
      if (!picture.src.includes("whole") || !picture.complete || !picture.naturalWidth) return false;
      const row = picture.height * sheet.dataset.row / 1000 - sheet.scrollTop;
      return row > 0 && row < sheet.clientHeight;
    });
    await one.shot("44-whole-page");
    await one.press("F2");
    assert.equal(await one.focused(), "value");
  });

  await test("F4, then 2: absent", async () => {
    await one.press("F4");
    await page.waitForTimeout(200);
    await one.shot("45-cannot");
    await settles(() => one.press("Digit2"));
  });

  await test("F8 puts the field aside, Shift+Enter leads back", async () => {
    const before = one.path();
    await settles(() => one.press("F8"));
    assert.ok(page.url().includes(before.split("/").pop()), "the field put aside goes along");
    await one.shot("46-put-aside");
    await settles(() => one.press("Shift+Enter"));
    await one.shot("47-back");
  });

  await test("a doubtful value asks once more", async () => {
    const date = page.locator("#fields a", { hasText: "Дата" }).first();
    await settles(() => date.press("Enter"));
    await page.locator("#value").fill("31.02.1986");
    await one.press("Enter");
    await page.locator("#doubt").waitFor();
    await one.shot("48-doubt");
    assert.equal(await one.focused(), "value");
    assert.equal(await page.locator("#value").inputValue(), "31.02.1986");
  });

  let field;
  await test("a value is corrected by typing", async () => {
    const surname = page.locator("#fields a", { hasText: "Прізвище" }).first();
    await settles(() => surname.press("Enter"));
    field = one.path();
    assert.equal(await page.evaluate(() => getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)), await page.locator("#value").inputValue());
    await one.type(CORRECTED);
    await one.shot("49-typed");
    await settles(() => one.press("Enter"));
  });

  await test("the caseworker finds the correction within seconds", async () => {
    const two = await Person.signedIn(house, browser, "caseworker");
    await onGround(two);
    let found = 0;
    for (let tries = 0; tries < 60 && found === 0; tries += 1) {
      if (tries > 0) await two.page.waitForTimeout(500);
      await find(two, CORRECTED);
      found = await two.count(".hit");
    }
    await two.shot("50-correction-found");
    assert.equal(found, 1);
    await two.press("ArrowDown");
    await two.leaves(() => two.press("Enter"));
    await two.leaves(() => two.press("KeyH"));
    await two.shot("51-history");
    assert.ok((await two.text("main")).includes(CORRECTED));
    assert.ok((await two.text("main")).includes("Коваль"));
    assert.deepEqual(two.said(), []);
    await two.close();
  });

  await test("Escape leads to the queue", async () => {
    await one.leaves(() => one.press("Escape"));
    assert.equal(one.path(), "/verify");
    await one.shot("52-queue-after");
    assert.ok(field);
  });

  await test("no address held the typed name", () => {
    assert.deepEqual(one.addresses.filter((address) => address.includes(CORRECTED)), []);
  });
  await test("the console stayed silent", () => assert.deepEqual(one.said("422"), []));
  await one.close();
}
