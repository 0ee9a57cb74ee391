// The caseworker's question: is there a file of this person, and where does it say so? By keyboard, from the sign-in
// to the sheet on paper.
import assert from "node:assert/strict";
import { Person } from "../browser.mjs";
import { truth } from "../house.mjs";

export const GROUND = "4471/П-12";

/** States a ground and comes to the search line. */
export async function onGround(person) {
  await person.go("/purpose?next=/search");
  await person.type(GROUND);
  await person.leaves(() => person.press("Enter"));
}

/** Asks in the search line that has the focus. */
export async function find(person, words) {
  await person.press("Slash");
  await person.page.locator("#q").fill(words);
  await person.leaves(() => person.press("Enter"));
}

export default async function caseworker({ house, browser, test }) {
  const who = truth();
  const one = await Person.at(house, browser);
  const { page } = one;

  await test("signs in by keyboard", async () => {
    await one.go("/search");
    assert.equal(one.path(), "/sign-in");
    await one.shot("01-sign-in");
    assert.equal(await one.focused(), "login");
    await one.signIn("caseworker");
    assert.equal(one.path(), "/search");
  });

  await test("without a ground sees shortened names and no ink", async () => {
    await find(one, who.russian);
    await one.shot("02-search-masked");
    assert.equal(await one.count(".hit"), 1);
    const text = await one.text(".hit");
    assert.ok(!text.includes(who.given), text);
    assert.ok(!text.includes(who.tax), text);
    assert.equal(await one.count(".strip"), 0);
  });

  await test("opening asks for the ground first", async () => {
    await one.leaves(() => one.press("Enter"));
    assert.equal(one.path(), "/purpose");
    await one.shot("03-purpose");
    assert.equal(await one.focused(), "reference");
    await one.leaves(() => one.press("Enter"));
    assert.equal(await one.count(".notice.bad"), 1);
    await one.type(GROUND);
    await one.leaves(() => one.press("Enter"));
    assert.match(one.path(), /^\/dossiers\//);
    assert.ok((await one.text(".purpose")).includes(GROUND));
  });

  await test("finds the person by the spelling of the other language", async () => {
    await one.place("KeyS");
    await find(one, who.russian);
    await one.shot("04-search");
    assert.match(one.path(), /^\/search\/[0-9a-f-]{36}$/);
    assert.equal(await one.count(".hit"), 1);
    assert.ok((await one.text(".hit-name")).includes(`${who.ukrainian} ${who.given}`));
    const marked = (await one.text(".snippet mark")).replace(/[^\p{L}]/gu, "");
    assert.equal(marked.toLowerCase(), who.ukrainian.toLowerCase(), "a hand's capital may be read small");
    await one.pictures(".strip img, .preview img");
  });

  await test("opens the hit: it is marked in the viewer", async () => {
    await one.press("ArrowDown");
    await one.leaves(() => one.press("Enter"));
    assert.match(one.path(), /^\/dossiers\/[0-9a-f-]{36}$/);
    await one.viewed();
    await one.shot("05-dossier");
    assert.ok((await one.count("#viewer .ink-hit")) > 0);
    const mark = await page.locator("#viewer .ink-hit").first().boundingBox();
    const stage = await page.locator("#viewer").boundingBox();
    assert.ok(mark.width > 20 && mark.y > stage.y && mark.y + mark.height < stage.y + stage.height, JSON.stringify({ mark, stage }));
  });

  await test("N goes to the next hit, with the Ukrainian layout on too", async () => {
    const before = page.url();
    await one.leaves(() => one.press("KeyN"));
    const next = page.url();
    assert.notEqual(next, before);
    await one.viewed();
    assert.ok((await one.count("#viewer .ink-hit")) > 0);
    await one.leaves(() => one.cyrillic("KeyN", "т"));
    assert.notEqual(page.url(), next);
  });

  await test("page keys turn the pages", async () => {
    const number = async () => Number(/\d+/.exec(await one.text(".stage-bar b"))[0]);
    await page.evaluate(() => document.activeElement.blur());
    while ((await number()) > 1) await one.leaves(() => one.press("PageUp"));
    await one.leaves(() => one.press("PageDown"));
    assert.equal(await number(), 2);
    await one.viewed();
    await one.shot("06-page-keys");
  });

  await test("T shows the text of the page, + and 0 zoom, R turns", async () => {
    await one.press("KeyT");
    assert.equal(await page.locator("#page-text").getAttribute("open"), "");
    assert.ok((await one.text("#page-text p")).includes(who.ukrainian));
    const panel = await page.locator("#page-text p").boundingBox();
    const keys = await page.locator("#keys").boundingBox();
    assert.ok(panel.y < keys.y - 40, "the text is in sight");
    await one.viewed();
    await one.shot("07-page-text");
    await one.press("KeyT");
    for (const key of ["Equal", "Minus", "Digit0", "KeyR"]) await one.press(key);
    await page.waitForTimeout(600);
    await one.shot("08-turned");
  });

  await test("I shows the values, H the history", async () => {
    await one.leaves(() => one.press("KeyI"));
    assert.match(one.path(), /\/fields$/);
    await one.shot("09-fields");
    await one.leaves(() => one.press("KeyH"));
    assert.match(one.path(), /\/history$/);
    await one.shot("10-history");
    await page.goBack();
    await page.goBack();
  });

  await test("P prepares a sheet with its origin", async () => {
    await one.leaves(() => one.press("KeyP"));
    assert.match(one.path(), /\/print$/);
    await one.pictures(".print-sheet img");
    const sheet = await one.text(".print-sheet");
    assert.ok(sheet.includes(GROUND) && sheet.includes("Ткачук") && /SHA-256: [0-9a-f]{8}/.test(sheet), sheet);
    await one.shot("11-print");
    await page.emulateMedia({ media: "print" });
    await one.shot("12-print-media");
    await page.emulateMedia({ media: "screen" });
    await one.leaves(() => one.press("Escape"));
    assert.match(one.path(), /^\/dossiers\/[0-9a-f-]{36}$/);
  });

  await test("the browser's own print of a page with personal data gives one line", async () => {
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() => [...document.body.children].filter((part) => part.getClientRects().length > 0).length);
    await page.emulateMedia({ media: "screen" });
    assert.equal(shown, 0);
  });

  await test("F1 shows the keys, Escape leads back to the list", async () => {
    await one.leaves(() => one.press("F1"));
    await one.shot("13-keys");
    await page.goBack();
    await one.leaves(() => one.press("Escape"));
    assert.match(one.path(), /^\/search/);
  });

  await test("no address held a name or a number", async () => {
    assert.ok(one.addresses.length > 20);
    const held = one.addresses.filter((address) => Object.values(who).some((word) => address.includes(word)));
    assert.deepEqual(held, []);
  });

  await test("the console stayed silent", () => assert.deepEqual(one.said("422"), []));
  await one.close();
}
