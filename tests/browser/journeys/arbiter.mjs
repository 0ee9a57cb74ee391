// The arbiter by keys: two people wrote different things (the journey before), the ink decides. Ends in the history.
import assert from "node:assert/strict";
import { Person } from "../browser.mjs";
import { find, onGround } from "./caseworker.mjs";
import { truth } from "../house.mjs";

export default async function arbiter({ house, browser, test }) {
  const one = await Person.signedIn(house, browser, "arbiter");
  const { page } = one;
  const checked = () => page.evaluate(() => document.querySelector('[name="choice"]:checked')?.value);
  const text = (code) => page.evaluate((value) => document.querySelector(`[name="choice"][value="${value}"]`).closest(".side").querySelector("b").textContent, code);

  await test("home and G V say that a difference waits, Enter opens it", async () => {
    assert.ok((await one.text("main")).includes("Розбіжності"));
    await one.shot("63-arbiter-home");
    await one.place("KeyV");
    assert.ok((await one.text("main")).includes("1 розбіжність"));
    await one.shot("64-arbiter-queue");
    await one.leaves(() => one.press("Enter"));
    assert.match(one.path(), /^\/verify\/arbiter\/[0-9a-f-]{36}$/);
    await one.pictures("figure.ink img, #sheet img");
    await one.shot("65-arbiter");
    assert.deepEqual(await one.axe(), []);
  });

  await test("also twice as large", async () => {
    const { width, height } = page.viewportSize();
    await page.setViewportSize({ width: width / 2, height: height / 2 });
    await one.shot("65-arbiter-twice");
    assert.deepEqual(await one.axe(), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${wide} pixels run off the side`);
    await page.setViewportSize({ width, height });
  });

  await test("also by light", async () => {
    await one.context.addCookies([{ name: "sprava_view", value: ".light.dense.on", url: house.site }]);
    await page.reload();
    await one.pictures("figure.ink img, #sheet img");
    await one.shot("65-arbiter-light");
    assert.deepEqual(await one.axe(), []);
    await one.context.clearCookies({ name: "sprava_view" });
    await page.reload();
  });

  await test("no names, what differs is underlined, nothing is chosen beforehand", async () => {
    const shown = await one.text("main");
    for (const name of ["Коваль О. П.", "Шевчук Д. Г."]) assert.ok(!shown.includes(name), name);
    assert.deepEqual((await page.locator(".side u").allInnerTexts()).sort(), ["1", "2"]);
    assert.equal(await checked(), undefined);
  });

  await test("↑ ↓ walk А, Б and the own value, F2 shows the whole page", async () => {
    await one.press("ArrowDown");
    assert.equal(await checked(), "a");
    await one.press("ArrowDown");
    assert.equal(await checked(), "b");
    await one.press("ArrowDown");
    assert.equal(await checked(), "own");
    assert.equal(await one.focused(), "value");
    await one.press("ArrowUp");
    assert.equal(await checked(), "b");
    await one.press("F2");
    await one.pictures("#sheet img");
    await one.press("F2");
    await one.press("F4");
    await one.shot("66-arbiter-none");
    await one.press("Escape");
  });

  await test("Enter decides, and the queue says it is saved", async () => {
    if ((await text(await checked())) !== "01.02.1986") await one.press("ArrowUp");
    assert.equal(await text(await checked()), "01.02.1986");
    await one.shot("67-arbiter-chosen");
    await one.leaves(() => one.press("Enter"));
    assert.equal(one.path(), "/verify");
    assert.ok((await one.text(".title")).includes("збережено"));
    await one.shot("68-arbiter-done");
  });

  await test("the history tells all three", async () => {
    const two = await Person.signedIn(house, browser, "caseworker");
    await onGround(two);
    await find(two, truth().given);
    await two.press("ArrowDown");
    await two.leaves(() => two.press("Enter"));
    await two.leaves(() => two.press("KeyH"));
    await two.shot("69-arbiter-history");
    const told = await two.text("main");
    for (const part of ["рішення арбітра", "інша людина набрала інше", "Бондар Н. М.", "02.02.1986"]) assert.ok(told.includes(part), part);
    await two.close();
  });

  await test("the console stayed silent", () => assert.deepEqual(one.said(), []));
  await one.close();
}
