// Verification by keys: verdicts go without leaving the page, the next strip is fetched ahead, a lost line keeps what was
// typed. Without this script the form works by itself.
(() => {
  "use strict";
  const lines = () => document.getElementById("line");
  const input = () => document.getElementById("value");
  let busy = false;

  const settle = () => {
    const field = input();
    if (field) { field.focus({ preventScroll: true }); field.select(); }
    // The list scrolls, never the page: stacked on a narrow screen it would leave the input behind.
    const row = document.querySelector("#fields [aria-current]");
    const list = row?.closest(".rows");
    if (list) list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 2;
    const main = document.getElementById("main");
    for (const address of (main?.dataset.ahead || "").split(" ").filter(Boolean)) new Image().src = address;
  };

  // The parts that differ from one task to the next; bars and keys stay.
  const swap = (text, address) => {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const main = fresh.getElementById("main");
    if (!main?.classList.contains("verify")) { location.assign(address); return; }
    document.getElementById("task-title").replaceWith(fresh.getElementById("task-title"));
    document.getElementById("main").replaceWith(main);
    document.title = fresh.title;
    document.querySelector('meta[name="csrf"]').content = fresh.querySelector('meta[name="csrf"]').content;
    if (address !== location.href) history.pushState(null, "", address);
    settle();
  };

  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const unlocked = () => new Promise((done) => {
    window.spravaLock();
    document.getElementById("lock").addEventListener("close", done, { once: true });
  });

  const send = async (form, button) => {
    if (busy) return;
    busy = true;
    const body = new URLSearchParams(new FormData(form));
    if (button?.name) body.set(button.name, button.value);
    for (let wait = 1000; ; wait = Math.min(wait * 2, 15000)) {
      let answer;
      try {
        answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
      } catch {
        lines().textContent = lines().dataset.lost;
        await pause(wait);
        continue;
      }
      if (answer.status === 401 || (answer.redirected && new URL(answer.url).pathname === "/sign-in")) {
        await unlocked();
        body.set("csrf", document.querySelector('meta[name="csrf"]').content);
        continue;
      }
      busy = false;
      if (answer.ok) return swap(await answer.text(), answer.url);
      if (answer.status === 409 || answer.status === 422) return swap(await answer.text(), location.href);
      lines().textContent = `${lines().dataset.failed} ${answer.headers.get("x-request-id") || ""}`;
      return;
    }
  };

  document.addEventListener("submit", (event) => {
    if (event.target.id !== "task") return;
    event.preventDefault();
    const button = event.submitter;
    // With script a variant is only brought into the input: Enter settles it.
    if (button?.name === "pick") { take(button); return; }
    send(event.target, button);
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
    sheet.querySelector("img").src = sheet.dataset.picture + part;
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

  const menu = () => document.getElementById("cannot");
  const act = (event, what) => { event.preventDefault(); event.stopPropagation(); what(); };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]") || !document.getElementById("task")) return;
    const { code } = event;
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      if (code === "PageDown") act(event, () => step(1));
      if (code === "PageUp") act(event, () => step(-1));
      return;
    }
    const open = menu()?.open;
    if (open && /^(Digit|Numpad)[1-3]$/.test(code)) {
      const button = menu().querySelector(`[data-digit="${code.slice(-1)}"]`);
      act(event, () => send(document.getElementById("task"), button));
      return;
    }
    if (code === "Escape" && open) return act(event, () => { menu().open = false; input().focus(); });
    if (code === "Escape") return act(event, () => document.querySelector("#task-title .back").click());
    if (code === "F4" && menu()) return act(event, () => { menu().open = !open; menu().querySelector(open ? "summary" : "button").focus(); });
    if (code === "F8") return act(event, () => document.querySelector('[name="verdict"][value="later"]')?.click());
    if (code === "F2") return act(event, far);
    if ((code === "Enter" || code === "NumpadEnter") && event.shiftKey) return act(event, () => document.getElementById("before")?.click());
    if (event.target !== input()) return;
    if (code === "ArrowDown") act(event, () => walk(1));
    if (code === "ArrowUp") act(event, () => walk(-1));
  }, true);

  addEventListener("popstate", () => location.reload());
  addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
  settle();
})();
