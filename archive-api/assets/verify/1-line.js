// The line of verdicts: sent one after another in the order they were given, kept in memory alone. While the line is lost
// up to twenty wait here and the work goes on with the sheets that were fetched ahead.
(() => {
  "use strict";
  const MOST = 20;
  // A request that takes longer is tried again: the server knows a verdict it was sent twice.
  const PATIENCE = 15000;
  const PAGES_AHEAD = 5;
  const waiting = [];
  const sheets = new Map();
  const pictures = new Map();
  const answered = new Set();
  let order = [];
  let pumping = false, lost = false, stuck = false, asked = null, parked = null, wake = null;

  const line = () => document.getElementById("line");
  const say = (what, more = "") => { if (line()) line().textContent = line().dataset[what] ? `${line().dataset[what]} ${more}`.trim() : ""; };
  const sending = () => { if (!stuck && waiting.length > 0) say("sending", waiting.length); };
  const bar = (is) => { const offline = document.getElementById("offline"); if (offline) offline.hidden = !is; };
  const idOf = (address) => new URL(address, location.href).pathname.split("/")[2];

  // A sheet as the two parts of the page that differ between tasks. They keep what is typed in them.
  const current = () => ({ title: document.getElementById("task-title"), main: document.getElementById("main"), address: location.pathname + location.search });
  const parsed = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const main = fresh.getElementById("main");
    if (!main?.classList.contains("verify") || !fresh.getElementById("task")) return null;
    return { title: fresh.getElementById("task-title"), main, name: fresh.title, csrf: fresh.querySelector('meta[name="csrf"]').content };
  };
  const show = (sheet, address) => {
    document.getElementById("task-title").replaceWith(sheet.title);
    document.getElementById("main").replaceWith(sheet.main);
    if (sheet.name) document.title = sheet.name;
    if (sheet.csrf) document.querySelector('meta[name="csrf"]').content = sheet.csrf;
    if (new URL(address, location.href).href !== location.href) history.pushState(null, "", address);
    stuck = false;
    window.spravaSettle();
    sending();
  };
  const swap = (text, address) => {
    const sheet = parsed(text);
    if (sheet) show(sheet, address); else location.assign(address);
    return sheet;
  };

  // Sheets of the tasks that follow, one request at a time; the strips of all, the pages of the next few.
  let fetching = false;
  const picture = (element) => {
    const address = element?.getAttribute("src");
    if (!address || pictures.has(address)) return;
    const image = new Image();
    image.src = address;
    pictures.set(address, image);
  };
  const fetchAhead = async () => {
    const main = document.getElementById("main");
    if (main?.dataset.ahead) order = main.dataset.ahead.split(" ");
    const near = new Set(order.map(idOf));
    for (const id of sheets.keys()) if (!near.has(id)) sheets.delete(id);
    if (pictures.size > 200) pictures.clear();
    if (fetching) return;
    fetching = true;
    for (let place = 0; place < order.length && waiting.length === 0; place += 1) {
      const id = idOf(order[place]);
      if (!sheets.has(id)) {
        try {
          const answer = await fetch(order[place], { credentials: "same-origin", priority: "low" });
          const sheet = answer.ok && !answer.redirected ? parsed(await answer.text()) : null;
          if (!sheet) break;
          // The token of the page that asked holds for it; a later sign-in renews that.
          sheets.set(id, { ...sheet, csrf: "", address: `/verify/${id}` });
        } catch { break; }
      }
      picture(sheets.get(id)?.main.querySelector("figure.ink img"));
      if (place < PAGES_AHEAD) picture(sheets.get(id)?.main.querySelector("#sheet img"));
    }
    fetching = false;
  };

  // The next sheet that is here: the verdict on this one waits for the line.
  const goOn = (entry) => {
    entry.moved = true;
    const next = order.map(idOf).find((id) => sheets.has(id) && !answered.has(id));
    if (!next) { stuck = true; say("none"); return; }
    const sheet = sheets.get(next);
    sheets.delete(next);
    const form = sheet.main.querySelector("#task");
    form.elements.from.value = entry.id;
    form.elements.skip.value = entry.skip;
    show(sheet, sheet.address);
  };

  const pause = (time) => new Promise((done) => { wake = done; setTimeout(done, time); });
  addEventListener("online", () => wake?.());
  const unlocked = () => new Promise((done) => {
    window.spravaLock();
    document.getElementById("lock").addEventListener("close", done, { once: true });
  });

  const post = (entry) => {
    entry.body.set("csrf", document.querySelector('meta[name="csrf"]').content);
    // Whoever has gone on needs no next sheet.
    const redirect = !entry.moved || (stuck && waiting.length === 1) ? "follow" : "manual";
    return fetch(entry.action, { method: "POST", body: entry.body, credentials: "same-origin", redirect, signal: AbortSignal.timeout(PATIENCE) });
  };

  // Someone else's verdict or a doubt about one sent later: it is asked now, and what is being typed is put by.
  const ask = async (entry, sheet, told) => {
    parked ??= { ...current(), stuck };
    asked = entry;
    if (sheet) show(sheet, entry.address);
    if (told) say("failed", told);
    await new Promise((done) => { entry.again = done; });
  };
  const restore = () => {
    if (!parked) return;
    const sheet = parked;
    parked = null;
    show(sheet, sheet.address);
    stuck = sheet.stuck;
  };

  const done = async (entry, answer) => {
    waiting.shift();
    restore();
    if (waiting.length > 0) { sending(); return; }
    if (entry.moved && !stuck) { say(""); return; }
    if (answer.type === "opaqueredirect") { location.assign("/verify"); return; }
    swap(await answer.text(), answer.redirected ? answer.url : location.href);
  };

  const pump = async () => {
    if (pumping) return;
    pumping = true;
    let wait = 1000;
    while (waiting.length > 0) {
      const entry = waiting[0];
      let answer;
      try {
        answer = await post(entry);
      } catch {
        bar(true);
        if (entry.stays) { waiting.shift(); say("wait"); continue; }
        lost = true;
        if (!entry.moved) goOn(entry);
        sending();
        await pause(wait);
        wait = Math.min(wait * 2, 15000);
        continue;
      }
      wait = 1000;
      lost = false;
      bar(false);
      if (answer.status === 401 || (answer.redirected && new URL(answer.url).pathname === "/sign-in")) { await unlocked(); continue; }
      if (answer.ok || answer.type === "opaqueredirect") { await done(entry, answer); continue; }
      const number = answer.headers.get("x-request-id") || "";
      if (answer.status === 409 || answer.status === 422) {
        const text = await answer.text();
        if (!entry.moved) { waiting.shift(); swap(text, location.href); continue; }
        await ask(entry, parsed(text) || entry.sheet, "");
        continue;
      }
      if (!entry.moved) { waiting.shift(); say("failed", number); continue; }
      if (answer.status >= 500) { say("failed", number); await pause(15000); continue; }
      entry.refused = true;
      await ask(entry, entry.sheet, number);
    }
    pumping = false;
    fetchAhead();
  };

  // Takes what the form says with this button and sends it in its turn.
  const submit = (form, button) => {
    const body = new URLSearchParams(new FormData(form));
    if (button?.name) body.set(button.name, button.value);
    const own = button?.getAttribute("formaction");
    if (own && (asked || waiting.length > 0)) { say("wait"); return; }
    if (asked) {
      const entry = asked;
      asked = null;
      // What the server will never take may be let go.
      if (entry.refused && body.get("verdict") === "later") { waiting.shift(); restore(); }
      Object.assign(entry, { body, refused: false });
      entry.again();
      return;
    }
    if (stuck || waiting.some((entry) => !entry.moved)) return;
    if (waiting.length >= MOST) { say("full"); return; }
    const id = form.dataset.field;
    const later = body.get("verdict") === "later";
    const skip = [body.get("skip"), later ? id : ""].filter(Boolean).join(",");
    waiting.push({ id, body, skip, action: own || form.getAttribute("action"), stays: Boolean(own), moved: false, sheet: current(), address: location.pathname + location.search });
    answered.add(id);
    if (lost) { goOn(waiting.at(-1)); sending(); } else pump();
  };

  // Leaving would lose what waits: a link leads to a sheet that is here, or nowhere until the line returns.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link || waiting.length === 0 || link.id === "nearer" || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    event.stopPropagation();
    say("wait");
  }, true);
  addEventListener("beforeunload", (event) => { if (waiting.length > 0) event.preventDefault(); });

  window.spravaLine = { submit, fetchAhead };
})();
