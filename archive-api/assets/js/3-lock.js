// Fifteen idle minutes lock the screen in place; after the password the same field and the same text are there.
(() => {
  "use strict";
  const dialog = document.getElementById("lock");
  if (!dialog) return;
  const form = document.getElementById("lock-form");
  const wrong = document.getElementById("lock-wrong");
  let back = null;

  window.spravaLock = () => {
    if (dialog.open) return;
    back = document.activeElement;
    dialog.showModal();
    form.elements.password.focus();
  };
  dialog.addEventListener("cancel", (event) => event.preventDefault());

  const renew = (csrf) => {
    document.querySelector('meta[name="csrf"]').content = csrf;
    for (const field of document.querySelectorAll('input[name="csrf"]')) field.value = csrf;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRF-Token": csrf }));
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    try {
      const page = await (await fetch("/sign-in", { credentials: "same-origin" })).text();
      const before = new DOMParser().parseFromString(page, "text/html").querySelector('input[name="csrf"]').value;
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch("/sign-in", {
        method: "POST", body, credentials: "same-origin",
        headers: { Accept: "application/json", "X-CSRF-Token": before },
      });
      if (!answer.ok) {
        const told = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#wrong p");
        wrong.textContent = told ? told.textContent : dialog.dataset.offline;
        form.elements.password.select();
        return;
      }
      renew((await answer.json()).csrf);
      form.reset();
      dialog.close();
      if (back instanceof HTMLElement) back.focus();
    } catch {
      wrong.textContent = dialog.dataset.offline;
    }
  });

  setInterval(() => { if (window.spravaIdle()) window.spravaLock(); }, 5000);
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) window.spravaLock();
  });
})();
