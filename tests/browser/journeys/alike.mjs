// Three damaged files are three Concerns of one kind: opened once, marked by Space, decided at once; another operator's
// earlier decision is told and stays.
import assert from "node:assert/strict";
import { Person } from "../browser.mjs";
import { bad } from "../house.mjs";

export default async function alike({ house, browser, test }) {
  const one = await Person.signedIn(house, browser, "operator");
  const { page } = one;
  const damaged = page.locator(".concern-item", { hasText: "008-78" });
  const reason = async (person) => {
    await person.press("KeyA");
    await person.page.waitForFunction(() => document.querySelector("dialog.reasons[open]"));
    await person.leaves(() => person.press("Digit1"));
  };

  await test("damaged files come to four dossiers", async () => {
    await one.place("KeyB");
    await page.locator("#name").fill("Пошкоджені файли");
    await one.leaves(() => one.press("Enter"));
    await one.leaves(() => one.press("KeyU"));
    // A slow line: the next number is typed while files still go, and stays.
    await page.route("**/upload", async (route) => { await page.waitForTimeout(400); await route.continue(); });
    const dossiers = ["008-78001", "008-78002", "008-78003", "008-78004"];
    await page.locator("#reference").fill(dossiers[0]);
    for (const next of [...dossiers.slice(1), ""]) {
      await page.locator("#files").setInputFiles([bad("truncated.jpg")]);
      await page.locator("#send").focus();
      await one.press("Enter");
      assert.ok(await page.locator("#send").isDisabled(), "it goes");
      await page.locator("#reference").fill(next);
      await page.waitForFunction(() => !document.getElementById("send").disabled);
      assert.equal(await page.locator("#reference").inputValue(), next);
    }
    const listed = async () => (await one.context.request.get(`${house.site}/concerns`)).text();
    for (let tries = 0; !(await listed().then((list) => [1, 2, 3, 4].every((at) => list.includes(`008-7800${at}`)))); tries += 1) {
      assert.ok(tries < 120, "not all were read");
      await page.waitForTimeout(500);
    }
  });

  await test("only its like can be marked, by Space; the number is told", async () => {
    await one.place("KeyC");
    await one.leaves(() => damaged.first().press("Enter"));
    const boxes = await one.count('.alike input[name="concern"]');
    assert.ok(boxes >= 3, `${boxes} boxes`);
    await one.shot("94-alike");
    for (const at of [1, 2, 3]) {
      await damaged.nth(at).focus();
      await one.press("Space");
    }
    assert.equal(await one.count('.alike input[name="concern"]:checked'), 3);
    assert.match(await one.text("#alike"), /разом із відкритим: 4/);
    await one.shot("95-alike-marked");
    assert.deepEqual(await one.axe(), []);
  });

  await test("another operator is first with one of them", async () => {
    const other = await Person.signedIn(house, browser, "second-operator");
    await other.place("KeyC");
    await other.leaves(() => other.page.locator(".concern-item", { hasText: "008-78" }).last().press("Enter"));
    await reason(other);
    assert.equal(await other.count(".notice.good"), 1);
    await other.close();
  });

  await test("one decision for the rest; each outcome is told, and taken back at once", async () => {
    await reason(one);
    const told = await one.text(".notice");
    assert.ok(told.includes("Вирішено зауважень: 3.") && told.includes("Уже вирішено раніше: 1 (Бондар Л. В.)"), told);
    assert.equal(await damaged.count(), 0);
    await one.shot("96-alike-decided");
    assert.deepEqual(await one.axe(), []);
    await one.leaves(() => page.locator(".notice button").press("Enter"));
    assert.ok((await one.text(".notice")).includes("Знову відкрито зауважень: 3."));
    assert.equal(await damaged.count(), 3);
  });

  await test("the console stayed silent", () => assert.deepEqual(one.said(), []));
  await one.close();
}
