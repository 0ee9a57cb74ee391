// Verification by keys: the strip, the page and the choices of one task. Without this script the forms work by themselves.
(() => {
  "use strict";
  const input = () => document.getElementById("value");
  const task = () => document.getElementById("task");
  const dispute = () => document.getElementById("dispute");

  // A sheet is on the page: the text under the ink is selected, the row of the field is in sight, the next ones come.
  window.spravaSettle = () => {
    const field = input();
    if (field && task()) { field.focus({ preventScroll: true }); field.select(); }
    // The list scrolls, never the page: stacked on a narrow screen it would leave the input behind.
    const row = document.querySelector("#fields [aria-current]");
    const list = row?.closest(".rows");
    if (list) list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 2;
    window.spravaLine.fetchAhead();
  };

  document.addEventListener("submit", (event) => {
    if (event.target.id !== "task") return;
    event.preventDefault();
    const button = event.submitter;
    // With script a variant is only brought into the input: Enter settles it.
    if (button?.name === "pick") { take(button); return; }
    window.spravaLine.submit(event.target, button);
  });

  const variants = () => [...document.querySelectorAll(".variant")];
  const take = (variant) => {
    const field = input();
    if (!field) return;
    field.value = variant.dataset.value;
    for (const one of variants()) one.toggleAttribute("aria-current", one === variant);
    variant.setAttribute("aria-current", "true");
    field.focus({ preventScroll: true });
    field.select();
  };
  const walk = (step) => {
    const all = variants();
    if (all.length === 0) return;
    const at = all.findIndex((one) => one.dataset.value === input().value);
    take(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length]);
  };

  // F2: the row, then the whole page; Alt+PgDn: other pages of the document.
  let shown = null;
  const turn = (number, whole) => {
    const sheet = document.getElementById("sheet");
    if (!sheet) return;
    const own = Number(sheet.dataset.number);
    const page = Math.min(Number(sheet.dataset.last), Math.max(Number(sheet.dataset.first), number ?? own));
    shown = { page, whole };
    const part = page !== own ? `&number=${page}` : whole ? "&whole=true" : "";
    const picture = sheet.querySelector("img");
    // The row that is asked about stands in the middle of what is seen of its page.
    picture.onload = page === own && whole ? () => { sheet.scrollTop = picture.height * sheet.dataset.row / 1000 - sheet.clientHeight / 2; } : null;
    picture.src = sheet.dataset.picture + part;
    sheet.classList.toggle("whole", whole || page !== own);
    document.getElementById("main").classList.toggle("far", whole || page !== own);
    document.getElementById("sheet-told").textContent = page !== own ? `${page}` : "";
    sheet.scrollTop = 0;
  };
  const far = () => { const is = document.getElementById("main").classList.contains("far"); turn(null, !is); };
  const step = (by) => {
    const sheet = document.getElementById("sheet");
    const at = document.getElementById("main").classList.contains("far") && shown ? shown.page : Number(sheet?.dataset.number);
    turn(at + by, false);
  };

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("#nearer") : null;
    if (!link) return;
    event.preventDefault();
    far();
    input()?.focus({ preventScroll: true });
  });

  // The arbiter's choice: А, Б, an own value.
  const choose = (step) => {
    const all = [...dispute().querySelectorAll('[name="choice"]')];
    const at = all.findIndex((one) => one.checked);
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length];
    next.checked = true;
    if (next.value === "own") { input().focus(); input().select(); } else next.focus();
  };
  document.addEventListener("input", (event) => {
    if (event.target === input() && dispute()) document.getElementById("own").checked = true;
  });

  const act = (event, what) => { event.preventDefault(); event.stopPropagation(); what(); };
  const opened = () => document.querySelector("details.digits[open]");
  const home = () => input() || document.querySelector('[name="choice"]');
  const toggle = (menu) => {
    const open = !menu.open;
    for (const one of document.querySelectorAll("details.digits")) one.open = one === menu && open;
    if (open) menu.querySelector("button").focus(); else home().focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]") || !(task() || dispute())) return;
    const { code } = event;
    const enter = code === "Enter" || code === "NumpadEnter";
    if (event.ctrlKey && enter && document.getElementById("finish")) return act(event, () => document.getElementById("finish").click());
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      if (code === "PageDown") act(event, () => step(1));
      if (code === "PageUp") act(event, () => step(-1));
      return;
    }
    const menu = opened();
    const digit = menu && /^(Digit|Numpad)[1-9]$/.test(code) ? menu.querySelector(`[data-digit="${code.slice(-1)}"]`) : null;
    if (digit) return act(event, () => digit.click());
    if (code === "Escape" && menu) return act(event, () => toggle(menu));
    if (code === "Escape") return act(event, () => document.querySelector("#task-title .back").click());
    const own = { F4: "cannot", F9: "rescan" }[code];
    if (own && document.getElementById(own)) return act(event, () => toggle(document.getElementById(own)));
    if (code === "F8") return act(event, () => document.querySelector('[name="verdict"][value="later"]')?.click());
    if (code === "F2") return act(event, far);
    if (enter && event.shiftKey) return act(event, () => document.getElementById("before")?.click());
    const down = { ArrowDown: 1, ArrowUp: -1 }[code];
    if (!down || menu) return;
    if (dispute()) return act(event, () => choose(down));
    if (event.target === input()) act(event, () => walk(down));
  }, true);

  addEventListener("popstate", () => location.reload());
  window.spravaSettle();
})();
