// The wall of a batch by keys: Space marks the page in hand, decisions go for the marked pages or for the one in hand,
// without leaving the place. Without this script boxes and buttons are a plain form.
(() => {
  "use strict";
  const form = document.getElementById("wall-form");
  if (!form) return;
  const wall = document.getElementById("wall");
  const told = document.getElementById("wall-told");
  let hand = null;
  let queue = Promise.resolve();

  const box = () => document.getElementById(hand)?.closest(".tile")?.querySelector("input[name=page]");
  const checked = () => [...wall.querySelectorAll("input[name=page]:checked")].map((one) => one.value);

  const send = (fields) => {
    queue = queue.then(async () => {
      const body = new URLSearchParams(fields());
      if (!body.has("page")) { told.textContent = form.dataset.choose; return; }
      try {
        const csrf = document.querySelector('meta[name="csrf"]').content;
        const headers = { "X-Live": "1", "X-CSRF-Token": csrf };
        const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers, credentials: "same-origin" });
        if (answer.status === 401) { window.spravaLock?.(); return; }
        const said = await answer.text();
        if (answer.ok && !body.get("act").endsWith("mark")) told.innerHTML = said;
        else if (answer.ok) told.innerHTML = said.includes('notice attention') ? said : "";
        else told.textContent = form.dataset.failed;
      } catch {
        told.textContent = form.dataset.failed;
        return;
      }
      await Promise.all([...document.querySelectorAll("[data-live]")].map((part) => window.spravaRefresh(part)));
      if (hand && document.activeElement === document.body) document.getElementById(hand)?.focus({ preventScroll: true });
    });
  };

  wall.addEventListener("focusin", (event) => {
    const sheet = event.target.closest(".tile")?.querySelector(".sheet");
    if (!sheet) return;
    document.getElementById(hand)?.classList.remove("here");
    hand = sheet.id;
  });
  wall.addEventListener("change", (event) => {
    const one = event.target;
    if (one.name === "page") send(() => [["act", one.checked ? "mark" : "unmark"], ["page", one.value]]);
  });

  document.addEventListener("submit", (event) => {
    const asked = event.target;
    if (!asked.matches("form[data-wall]")) return;
    event.preventDefault();
    const fields = [...new FormData(asked, event.submitter)].filter(([, value]) => value !== "");
    if (asked !== form) { send(() => fields); return; }
    const bare = fields.filter(([name]) => name !== "page");
    if (event.submitter?.value === "mark") {
      send(() => {
        const one = box();
        return one ? [["act", one.defaultChecked ? "unmark" : "mark"], ["page", one.value]] : bare;
      });
      return;
    }
    send(() => {
      const pages = checked();
      const one = box();
      if (pages.length === 0 && one) pages.push(one.value);
      return [...bare, ...pages.map((page) => ["page", page])];
    });
  });
})();
