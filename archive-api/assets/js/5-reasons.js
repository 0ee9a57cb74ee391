// A decision that needs a reason: a button with data-reason="name" asks for it in a dialog, by digit. The list of the
// same name stands in the form, so that without this script the reason is chosen there.
(() => {
  "use strict";
  let asked = null;
  const dialog = document.createElement("dialog");
  dialog.className = "reasons";
  document.body.append(dialog);

  const choose = (code) => {
    const { button, list } = asked;
    list.value = code;
    dialog.close();
    button.form.requestSubmit(button);
    list.value = "";
  };

  const ask = (button, list) => {
    asked = { button, list };
    const title = document.createElement("h2");
    title.id = "reasons-title";
    title.textContent = list.getAttribute("aria-label");
    dialog.setAttribute("aria-labelledby", title.id);
    const choices = [...list.options].filter((one) => one.value).map((one, at) => {
      const choice = document.createElement("button");
      choice.type = "button";
      const cap = document.createElement("kbd");
      cap.textContent = String(at + 1);
      choice.append(one.textContent.replace(/^\d+ /, ""), " ", cap);
      choice.addEventListener("click", () => choose(one.value));
      return choice;
    });
    dialog.replaceChildren(title, ...choices);
    dialog.showModal();
    choices[0].focus();
  };

  dialog.addEventListener("keydown", (event) => {
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
    const all = [...dialog.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    if (digit && all[digit[1] - 1]) all[digit[1] - 1].click();
    else if (event.code === "ArrowDown") all[Math.min(at + 1, all.length - 1)].focus();
    else if (event.code === "ArrowUp") all[Math.max(at - 1, 0)].focus();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("close", () => { if (document.activeElement === document.body) asked?.button.focus(); });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-reason]");
    if (!button || !button.form) return;
    const list = button.form.elements[button.dataset.reason];
    // A list chosen from by hand, or a sentence of one's own, is reason enough.
    const note = button.form.elements.note;
    if (!list || list.value || (button.value === "accept" && note && note.value.trim())) return;
    event.preventDefault();
    ask(button, list);
  });
})();
