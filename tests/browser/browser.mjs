// The browser and what every journey does with it: sign in, press keys, take a picture, keep watch over the console
// and the addresses.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { HERE, PASSWORD } from "./house.mjs";

const SHOTS = join(HERE, "shots");
mkdirSync(SHOTS, { recursive: true });
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const SIZE = { width: 1366, height: 640 };

export function launch() {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  if (!existsSync(executablePath)) throw new Error(`${executablePath} is missing: scripts/install`);
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--lang=uk"] });
}

/** One person at one screen. `faults` gathers what the console said and every address that was asked. */
export class Person {
  constructor(context, page, site) {
    Object.assign(this, { context, page, site, faults: [], addresses: [] });
    page.on("console", (said) => {
      if (said.type() !== "error" && said.type() !== "warning") return;
      this.faults.push(`${said.text()} (${said.location().url})`);
    });
    page.on("pageerror", (error) => this.faults.push(String(error)));
    page.on("request", (asked) => this.addresses.push(decodeURIComponent(asked.url())));
  }

  static async at(house, browser, options = {}) {
    const context = await browser.newContext({ viewport: SIZE, locale: "uk-UA", timezoneId: "Europe/Kyiv", ...options });
    context.setDefaultTimeout(15000);
    const person = new Person(context, await context.newPage(), house.site);
    person.scripted = options.javaScriptEnabled !== false;
    return person;
  }

  static async signedIn(house, browser, login, options = {}) {
    const person = await Person.at(house, browser, options);
    await person.go("/sign-in");
    await person.signIn(login);
    return person;
  }

  /** On the sign-in screen, whose first field has the focus. */
  async signIn(login) {
    await this.type(login);
    await this.press("Tab");
    await this.type(PASSWORD);
    await this.leaves(() => this.press("Enter"));
  }

  go(path) { return this.page.goto(this.site + path); }
  path() { return new URL(this.page.url()).pathname; }
  press(key) { return this.page.keyboard.press(key); }
  /** Into the field that has the focus; a busy browser gives it a moment after the page is there. */
  async type(text) {
    if (this.scripted) await this.page.waitForFunction(() => document.activeElement?.matches("input, textarea, select, [contenteditable]"));
    await this.page.keyboard.insertText(text);
  }
  /** What has the focus. */
  focused(what = "id") { return this.page.evaluate((name) => document.activeElement?.getAttribute(name), what); }
  count(selector) { return this.page.locator(selector).count(); }
  text(selector) { return this.page.locator(selector).first().innerText(); }

  /** Does it, and waits for the page it leads to. */
  async leaves(act) {
    await Promise.all([this.page.waitForEvent("domcontentloaded"), act()]);
    await this.page.waitForLoadState("load");
  }

  /** Does it, and waits until another field is asked, on this page or the next. */
  async leavesTask(act) {
    const before = this.path();
    await act();
    await this.page.waitForFunction((path) => location.pathname !== path, before);
    await this.page.waitForFunction(() => document.activeElement?.id === "value" || location.pathname === "/verify");
  }

  /** G, then a place. */
  async place(code) {
    await this.press("KeyG");
    await this.leaves(() => this.press(code));
  }

  /** Waits until every picture there is drawn; a broken one fails. */
  async pictures(selector) {
    await this.page.waitForFunction((what) => {
      const all = [...document.querySelectorAll(what)];
      return all.length > 0 && all.every((one) => one.complete && one.naturalWidth > 0);
    }, selector);
  }

  /** Waits until the page viewer has drawn and stands still. */
  async viewed() {
    await this.page.waitForFunction(() => document.querySelector("#viewer canvas"));
    await this.page.waitForLoadState("networkidle");
    await this.page.waitForTimeout(300);
  }

  /** A key as a Ukrainian keyboard sends it: the place is the same, the letter is not. */
  async cyrillic(code, letter) {
    const wire = await this.context.newCDPSession(this.page);
    const key = { code, key: letter, windowsVirtualKeyCode: code.charCodeAt(3) };
    await wire.send("Input.dispatchKeyEvent", { type: "keyDown", text: letter, ...key });
    await wire.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
    await wire.detach();
  }

  async shot(name) {
    // Fonts are there when the page is; with script off nothing may be asked.
    if (this.scripted) await this.page.evaluate(() => document.fonts.ready);
    await this.page.screenshot({ path: join(SHOTS, `${name}.png`) });
  }

  /** Findings of the automatic check, one line each. */
  async axe() {
    await this.page.evaluate(AXE);
    const found = await this.page.evaluate(() => globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }));
    return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.failureSummary.replace(/\s+/g, " ")}`));
  }

  /** What the console said beside what was expected; empties the list. */
  said(...known) {
    const rest = this.faults.filter((fault) => !known.some((one) => fault.includes(one)));
    this.faults = [];
    return rest;
  }

  close() { return this.context.close(); }
}
