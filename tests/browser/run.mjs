// Journeys in a real browser, by keyboard. One house for all; a journey that needs the work of another stands after it.
//
//   node tests/browser/run.mjs [JOURNEY...]     SPRAVA_BIN: another executable; CHROMIUM: another browser
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { HERE, open } from "./house.mjs";
import { launch } from "./browser.mjs";
import alike from "./journeys/alike.mjs";
import arbiter from "./journeys/arbiter.mjs";
import caseworker from "./journeys/caseworker.mjs";
import line from "./journeys/line.mjs";
import letters from "./journeys/letters.mjs";
import looks from "./journeys/looks.mjs";
import operator from "./journeys/operator.mjs";
import rescan from "./journeys/rescan.mjs";
import scriptless from "./journeys/scriptless.mjs";
import stranger from "./journeys/stranger.mjs";
import twoPeople from "./journeys/two-people.mjs";
import verifier from "./journeys/verifier.mjs";

const JOURNEYS = { caseworker, letters, scriptless, stranger, looks, verifier, "two-people": twoPeople, arbiter, line, operator, alike, rescan };

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !JOURNEYS[name]);
if (unknown.length > 0) {
  console.error(`no such journey: ${unknown.join(", ")}; there are ${Object.keys(JOURNEYS).join(", ")}`);
  process.exit(2);
}

let passed = 0, failed = 0;
const shots = join(HERE, "shots");
rmSync(shots, { recursive: true, force: true });
mkdirSync(shots, { recursive: true });

/** One claim. The steps after a failed one are tried too: each tells what it found. */
function teller(journey) {
  return async (name, act) => {
    try {
      await act();
      passed += 1;
      console.log(`ok      ${journey}: ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${journey}: ${name}\n        ${String(error.stack || error).split("\n").slice(0, 12).join("\n        ")}`);
    }
  };
}

const started = Date.now();
let house, browser;
try {
  house = await open();
  browser = await launch();
  console.log(`a dossier is read and served after ${Math.round((Date.now() - started) / 1000)} s`);
  for (const [name, journey] of Object.entries(JOURNEYS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const test = teller(name);
    try {
      await journey({ house, browser, test });
    } catch (error) {
      await test("goes to its end", () => { throw error; });
    }
  }
} catch (error) {
  failed += 1;
  console.error(error);
} finally {
  await browser?.close();
  await house?.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
