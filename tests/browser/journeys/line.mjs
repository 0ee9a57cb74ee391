// The line is cut while someone verifies: verdicts wait in memory, the work goes on with the fields that are here, and
// everything is found afterwards. Then what one does about a document: F9 and Ctrl+Enter.
import assert from "node:assert/strict";
import { Person } from "../browser.mjs";

const id = (path) => path.split("/").pop();

export default async function line({ house, browser, test }) {
  const one = await Person.signedIn(house, browser, "verifier");
  const { page, context } = one;
  const told = () => page.locator("#line").innerText();
  const given = [];
  const history = async (field) => {
    await one.go(`/verify/${field}`);
    return { value: await page.locator("#value").inputValue(), why: await one.text("#why") };
  };

  // A page more: the journeys before have settled most fields of the others.
  house.reads(["0012.jpg"]);
  await one.place("KeyV");
  await one.leaves(() => one.press("Enter"));
  const ahead = await page.evaluate(() => document.getElementById("main").dataset.ahead.split(" ").length);
  await page.waitForLoadState("networkidle");

  await test("the next fields are fetched ahead", () => assert.ok(ahead >= 4, `${ahead} fields ahead`));

  await test("Ctrl+Enter does not close a document with open fields", async () => {
    await one.press("Control+Enter");
    await page.waitForFunction(() => document.querySelector(".told-here")?.textContent.includes("не завершено"));
    await one.shot("79-not-closed");
    await one.go("/verify");
    await one.leaves(() => one.press("Enter"));
    await page.waitForLoadState("networkidle");
  });

  await test("the line is cut: three verdicts wait and the work goes on", async () => {
    await context.setOffline(true);
    for (let place = 1; place <= 3; place += 1) {
      const field = id(one.path());
      const value = `Офлайн${"абвг"[place]}`;
      await page.locator("#value").fill(value);
      // A value of another form asks twice, as always; here only when the line is back.
      await one.leavesTask(() => one.press("Enter"));
      given.push({ field, value });
      await page.waitForFunction((n) => document.getElementById("line").textContent.endsWith(` ${n}`), place);
    }
    assert.equal(await told(), "Надсилається 3");
    assert.ok(await page.locator("#offline").isVisible());
    assert.ok((await one.text("#offline")).includes("до 20 полів"));
    await one.pictures("figure.ink img");
    await one.shot("80-line-lost");
  });

  await test("nothing of it is on the disk, and no link loses it", async () => {
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    assert.ok(!kept.includes("Офлайн"), kept);
    const before = page.url();
    await page.locator("#fields a").last().click();
    assert.equal(page.url(), before);
    assert.ok((await told()).includes("Спершу має надійти"));
    await page.locator("#value").fill("ще не підтверджено");
  });

  await test("closing the tab warns", async () => {
    const asked = page.waitForEvent("dialog");
    page.close({ runBeforeUnload: true });
    const dialog = await asked;
    assert.equal(dialog.type(), "beforeunload");
    await dialog.dismiss();
  });

  await test("the line returns: all arrive in order, doubts are asked, what is being typed stays", async () => {
    const typing = one.path();
    await context.setOffline(false);
    for (let tries = 0; tries < 40; tries += 1) {
      await page.waitForTimeout(250);
      if (await page.locator("#doubt").count() > 0) {
        await one.shot("81-line-doubt");
        await one.press("Enter");
        await page.waitForTimeout(500);
        continue;
      }
      if (one.path() === typing && (await told()) === "") break;
    }
    assert.equal(one.path(), typing);
    assert.equal(await told(), "");
    assert.equal(await page.locator("#value").inputValue(), "ще не підтверджено");
    await one.shot("82-line-back");
    assert.ok(await page.locator("#offline").isHidden());
    for (const { field, value } of given) {
      const now = await history(field);
      assert.equal(now.value.toLowerCase(), value.toLowerCase());
      assert.ok(now.why.includes("Уже перевірено"), now.why);
    }
  });

  await test("at the end of what is here the work stops, and goes on by itself when the line is back", async () => {
    await one.go("/verify");
    await one.leaves(() => one.press("Enter"));
    await page.waitForLoadState("networkidle");
    await context.setOffline(true);
    let last = "";
    for (let place = 0; place < 25; place += 1) {
      last = one.path();
      // What the machine could not read is typed.
      if ((await page.locator("#value").inputValue()) === "") await page.locator("#value").fill("Офлайн");
      await one.press("Enter");
      await page.waitForTimeout(400);
      if (/20 полів, більше|ще немає/.test(await told())) break;
    }
    assert.match(await told(), /Тут уже 20 полів|Наступного поля тут ще немає/);
    await one.shot("83-line-full");
    assert.equal(one.path(), last);
    await context.setOffline(false);
    // Whatever was doubtful or settled by somebody else meanwhile is asked now; a person answers with Enter.
    for (let tries = 0; tries < 120; tries += 1) {
      await page.waitForTimeout(500);
      if (await page.locator("#doubt, .clash").count() > 0) await one.press("Enter");
      else if (one.path() !== last || (await told()) === "") break;
    }
    assert.ok(one.path() !== last || (await told()) === "");
    await one.shot("84-line-again");
  });

  await test("F9, then a digit: the page is asked for once", async () => {
    await one.go(`/verify/${given[0].field}`);
    const typed = await page.locator("#value").inputValue();
    await one.press("F9");
    await one.shot("85-rescan");
    await one.press("Digit3");
    await page.locator(".told-here").waitFor();
    assert.ok((await one.text(".told-here")).includes("загнутий кут"));
    assert.equal(await page.locator("#value").inputValue(), typed);
    assert.equal(id(one.path()), given[0].field);
    await one.shot("86-rescan-asked");
    await one.press("F9");
    await one.press("Digit1");
    await page.waitForFunction(() => document.querySelector(".told-here")?.textContent.includes("вже просили"));
    await one.shot("87-rescan-twice");
    assert.deepEqual(await one.axe(), []);
  });

  await test("the console told only of the cut line", () => assert.deepEqual(one.said("ERR_INTERNET_DISCONNECTED", "422", "409"), []));
  await one.close();
}
