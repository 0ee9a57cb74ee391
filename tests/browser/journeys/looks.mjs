// What every eye needs: the automatic check finds nothing, light and dark, and at 200 % nothing runs off the side.
import assert from "node:assert/strict";
import { Person, SIZE } from "../browser.mjs";
import { truth } from "../house.mjs";
import { find, onGround } from "./caseworker.mjs";

const VIEWS = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["twice as large", { viewport: { width: SIZE.width / 2, height: SIZE.height / 2 }, deviceScaleFactor: 2 }],
];

// Login, what it opens.
const SCREENS = [
  ["sign-in", null, (one) => one.go("/sign-in")],
  ["home", "caseworker", (one) => one.go("/")],
  ["purpose", "caseworker", (one) => one.go("/purpose")],
  ["search", "caseworker", async (one) => { await onGround(one); await find(one, truth().russian); }],
  ["dossier", "caseworker", async (one) => { await one.leaves(() => one.page.locator(".hit-name a").press("Enter")); await one.viewed(); }],
  ["fields", "caseworker", (one) => one.leaves(() => one.press("KeyI"))],
  ["queue", "verifier", (one) => one.go("/verify")],
  ["verify", "verifier", (one) => one.leaves(() => one.press("Enter"))],
  ["batches", "operator", (one) => one.go("/batches")],
  ["batch", "operator", (one) => one.leaves(() => one.page.locator("td a").first().press("Enter"))],
  ["upload", "operator", (one) => one.leaves(() => one.press("KeyU"))],
  ["concerns", "operator", (one) => one.go("/concerns")],
];

export default async function looks({ house, browser, test }) {
  for (const [view, options] of VIEWS) {
    let one = null, as = null;
    for (const [screen, login, act] of SCREENS) {
      await test(`${screen}, ${view}`, async () => {
        if (!one || as !== login) {
          await one?.close();
          one = login ? await Person.signedIn(house, browser, login, options) : await Person.at(house, browser, options);
          as = login;
        }
        await act(one);
        await one.shot(`90-${screen}-${view.split(" ")[0]}`);
        assert.deepEqual(await one.axe(), []);
        const wide = await one.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${wide} pixels run off the side`);
      });
    }
    await one?.close();
  }
}
