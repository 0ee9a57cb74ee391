// Keys, by their place on the keyboard (KeyboardEvent.code), so that they work with the Ukrainian layout on.
// A screen binds a key by data-key on a link or button: its click is what the key does. Letters act only outside
// text fields and can be switched off. data-rows marks a list that ↑ ↓ walk; data-go marks a place after G.
(() => {
  "use strict";
  const root = document.documentElement;
  const letters = root.dataset.letters !== "off";
  let go = 0;

  const typing = (target) =>
    target instanceof Element && target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const shown = (element) => element && !element.hidden && element.getClientRects().length > 0;
  const bound = (code) => [...document.querySelectorAll(`[data-key="${code}"]`)].find(shown);

  const links = () => {
    const found = [];
    for (const list of document.querySelectorAll("[data-rows]")) {
      for (const row of list.tagName === "TABLE" ? list.tBodies[0].rows : list.children) {
        const link = row.matches("a, button") ? row : row.querySelector("a, button");
        if (shown(link)) found.push(link);
      }
    }
    return found;
  };

  const walk = (step) => {
    const all = links();
    if (all.length === 0) return false;
    const active = document.activeElement;
    let at = all.findIndex((link) => link === active || link.closest("tr")?.contains(active));
    if (at < 0) at = all.findIndex((link) => link.getAttribute("aria-current") === "true");
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
    all[next].focus();
    all[next].scrollIntoView({ block: "nearest" });
    return true;
  };

  // N: the next thing a person must decide, on any screen that marks it with class chip attention or lists Concerns.
  const nextConcern = (step) => {
    const all = [...document.querySelectorAll(".concern-item, main .chip.attention[href], .sheet:has(.fault)")].filter(shown);
    if (all.length === 0) return false;
    const at = all.indexOf(document.activeElement);
    all[(at + step + all.length) % all.length].focus();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    const code = event.code;
    const inField = typing(event.target);
    if (event.ctrlKey && code === "KeyK") {
      const line = document.querySelector("[data-search]");
      if (line) { line.focus(); line.select(); event.preventDefault(); }
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const isLetter = /^(Key[A-Z]|Digit\d|Slash)$/.test(code);
    if (isLetter && (inField || !letters)) return;
    if (go && Date.now() - go < 1500 && code.startsWith("Key")) {
      go = 0;
      const place = document.querySelector(`[data-go="${code}"]`);
      if (place) { place.click(); event.preventDefault(); }
      return;
    }
    go = 0;
    if (code === "KeyG") { go = Date.now(); return; }
    if (code === "Slash") {
      const line = document.querySelector("[data-search]");
      if (line) { line.focus(); event.preventDefault(); }
      return;
    }
    if ((code === "ArrowDown" || code === "ArrowUp") && !inField) {
      if (walk(code === "ArrowDown" ? 1 : -1)) event.preventDefault();
      return;
    }
    if ((code === "Home" || code === "End") && !inField) {
      const all = links();
      const last = code === "Home" ? all[0] : all[all.length - 1];
      if (last) { last.focus(); event.preventDefault(); }
      return;
    }
    if (code === "F8" || (code === "KeyN" && !bound("KeyN"))) {
      if (nextConcern(event.shiftKey ? -1 : 1)) event.preventDefault();
      return;
    }
    if (code === "Escape" && inField) { event.target.blur(); return; }
    if (code === "Enter" && event.target === document.body) bound("Enter")?.click();
    if (code === "Enter" || inField && !/^F\d+$|^Page/.test(code)) return;
    if (code === "Space" && event.target instanceof Element && event.target.closest("button, input, select, summary")) return;
    const target = bound(event.shiftKey ? `Shift+${code}` : code);
    if (!target) return;
    event.preventDefault();
    target.click();
  });
})();
