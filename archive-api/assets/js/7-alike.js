// Concerns of one kind under one decision: Space marks the row in hand, a button marks them all; the keys of a decision
// act on those marked together with the one that is open. Without this script boxes and buttons are a plain form.
(() => {
  "use strict";
  const note = document.getElementById("alike");
  if (!note) return;
  const boxes = [...document.querySelectorAll('.alike input[name="concern"]')];
  const told = note.querySelector('[role="status"]');
  const button = note.querySelector("button");
  const before = told.textContent;
  const mark = button.textContent;

  const tell = () => {
    const marked = boxes.filter((box) => box.checked).length;
    told.textContent = marked === 0 ? before : note.dataset.marked.replace("#", String(marked + 1));
    button.textContent = marked === boxes.length ? note.dataset.clear : mark;
  };
  // A browser that comes back to the page puts its marks on again.
  tell();
  button.hidden = false;
  button.addEventListener("click", () => {
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
    tell();
  });
  document.addEventListener("change", (event) => { if (boxes.includes(event.target)) tell(); });
  document.addEventListener("keydown", (event) => {
    if (event.code !== "Space" || event.ctrlKey || event.altKey || event.metaKey) return;
    const item = document.activeElement;
    const box = item?.matches(".concern-item") && item.closest(".alike")?.querySelector("input");
    if (!box) return;
    event.preventDefault();
    box.click();
  });
})();
