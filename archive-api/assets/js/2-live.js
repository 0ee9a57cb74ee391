// Live numbers: a part marked data-live="address" is fetched again every few seconds while the tab is visible and the
// person is at work. Only what changed is replaced; focus, scroll and rows stay where they are.
(() => {
  "use strict";
  // What a colleague did is seen within five seconds, the way there included.
  const EVERY = 4000;
  const IDLE = 15 * 60 * 1000;
  let last = Date.now();
  for (const kind of ["keydown", "pointerdown", "pointermove", "wheel"]) {
    addEventListener(kind, () => { last = Date.now(); }, { passive: true, capture: true });
  }
  window.spravaIdle = () => Date.now() - last >= IDLE;

  const tell = (text) => { const told = document.getElementById("told"); if (told) told.textContent = text; };

  // Equal parts are left alone; differing parts with the same id are gone into, others replaced.
  const renew = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    if (old.contains(document.activeElement) || old.querySelector("[id]")) {
      const olds = [...old.children], news = [...fresh.children];
      const same = olds.length === news.length && olds.every((one, at) => one.tagName === news[at].tagName && one.id === news[at].id);
      if (same && olds.length > 0) { olds.forEach((one, at) => renew(one, news[at])); copy(old, fresh); return; }
      if (old.contains(document.activeElement) && old !== document.body) {
        const id = document.activeElement.id || document.activeElement.getAttribute("href");
        old.replaceWith(fresh);
        const again = id && (document.getElementById(id) || document.querySelector(`[href="${CSS.escape(id)}"]`));
        if (again) again.focus({ preventScroll: true });
        return;
      }
    }
    old.replaceWith(fresh);
  };
  const copy = (old, fresh) => {
    for (const attribute of fresh.attributes) {
      if (old.getAttribute(attribute.name) !== attribute.value) old.setAttribute(attribute.name, attribute.value);
    }
  };

  const offline = (is) => {
    const bar = document.getElementById("offline");
    if (bar && bar.hidden === is) bar.hidden = !is;
  };

  const refresh = async (part) => {
    try {
      const answer = await fetch(part.dataset.live, { headers: { "X-Live": "1" }, credentials: "same-origin" });
      if (answer.status === 401) { window.spravaLock?.(); return; }
      if (!answer.ok) return;
      offline(false);
      const fresh = part.cloneNode(false);
      fresh.innerHTML = await answer.text();
      const before = [...part.children], after = [...fresh.children];
      if (before.length === after.length) before.forEach((one, at) => renew(one, after[at]));
      else part.replaceChildren(...after);
    } catch {
      offline(true);
    }
  };

  setInterval(() => {
    if (document.visibilityState !== "visible" || window.spravaIdle() || document.querySelector("dialog[open]")) return;
    for (const part of document.querySelectorAll("[data-live]")) refresh(part);
  }, EVERY);
  addEventListener("offline", () => offline(true));
  addEventListener("online", () => offline(false));
  window.spravaTell = tell;
  window.spravaRefresh = refresh;
})();
