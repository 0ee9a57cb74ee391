// Two people on one field: the second reads who is at it; a verdict given meanwhile is shown beside one's own.
import assert from "node:assert/strict";
import { Person } from "../browser.mjs";

export default async function twoPeople({ house, browser, test }) {
  const one = await Person.signedIn(house, browser, "verifier");
  const other = await Person.signedIn(house, browser, "second");
  const { page } = one;
  await one.place("KeyV");
  await one.leaves(() => one.press("Enter"));
  // A date, whichever is still open: the queue may begin with it.
  const date = page.locator("#fields a", { hasText: "Дата" }).last();
  if ((await date.getAttribute("aria-current")) === null) await one.leavesTask(() => date.press("Enter"));
  const path = one.path();

  await test("the second one sees who verifies, and no input", async () => {
    await other.go(path);
    await other.shot("60-held");
    assert.ok((await other.text("main .notice")).includes("Коваль О. П."));
    assert.equal(await other.count("#value"), 0);
  });

  await test("their queue goes round the held field", async () => {
    await other.go("/verify");
    await other.leaves(() => other.press("Enter"));
    assert.notEqual(other.path(), path);
    assert.equal(await other.focused(), "value");
  });

  await test("a verdict given meanwhile stands beside one's own, and one chooses", async () => {
    const status = await other.page.evaluate(async ({ id, version }) => {
      const answer = await fetch(`/api/v1/fields/${id}/verdict`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": document.querySelector('meta[name="csrf"]').content },
        body: JSON.stringify({ version, kind: "corrected", value: "02.02.1986" }),
      });
      return answer.status;
    }, { id: path.split("/").pop(), version: Number(await page.locator("[name=version]").inputValue()) });
    assert.equal(status, 200);
    await page.locator("#value").fill("01.02.1986");
    await one.press("Enter");
    await page.locator(".clash").waitFor();
    await one.shot("61-clash");
    const clash = await one.text(".clash");
    for (const part of ["01.02.1986", "02.02.1986", "Шевчук Д. Г."]) assert.ok(clash.includes(part), clash);
    const before = one.path();
    await page.locator(".clash button").last().press("Enter");
    await page.waitForFunction((was) => location.pathname !== was, before);
    assert.ok((await one.text("#task-title, .title")).includes("арбітр"));
  });

  await test("two wrote different things: neither types there any more, both see that an arbiter settles it", async () => {
    for (const person of [one, other]) {
      await person.go(path);
      assert.equal(await person.count("#value"), 0);
      assert.ok((await person.text("main .notice")).includes("арбітр"));
    }
    await one.shot("62-disputed");
  });

  await test("the consoles stayed silent", () => assert.deepEqual([...one.said("409"), ...other.said()], []));
  await one.close();
  await other.close();
}
