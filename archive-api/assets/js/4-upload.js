// Upload of files or a folder: one request a file, in natural order, repeated when the line breaks. Without this script
// the form sends the chosen files in one request.
(() => {
  "use strict";
  const form = document.getElementById("upload");
  if (!form) return;
  const files = document.getElementById("files");
  const folder = document.getElementById("folder");
  const drop = document.getElementById("drop");
  const chosen = document.getElementById("chosen");
  const lines = document.getElementById("lines");
  const send = document.getElementById("send");
  const reference = document.getElementById("reference");
  document.getElementById("folder-field").hidden = !("webkitdirectory" in folder);
  let list = [];
  let going = false;

  const natural = new Intl.Collator("uk", { numeric: true });
  const scan = (name) => /\.(pdf|tiff?|jpe?g|png|jp2|j2k)$/i.test(name);
  const litter = (name) => name.startsWith(".") || /^(thumbs\.db|desktop\.ini)$/i.test(name);

  // A folder that directly holds scans is one dossier; otherwise each of its folders is one, folders in that are volumes.
  const planned = (picked) => {
    const entries = picked
      .map((file) => ({ file, path: (file.path || file.webkitRelativePath || file.name).split("/") }))
      .filter((one) => !litter(one.path[one.path.length - 1]));
    const isOne = new Set(entries.filter((one) => one.path.length === 2 && scan(one.path[1])).map((one) => one.path[0]));
    for (const one of entries) {
      const { path } = one;
      const name = path[path.length - 1];
      const depth = path.length === 1 ? -1 : isOne.has(path[0]) || path.length === 2 ? 0 : 1;
      const own = depth < 0 || path.length === depth + 1;
      one.reference = own ? name.replace(/\.[^.]*$/, "") : path[depth];
      one.volume = own ? "" : path.slice(depth + 1, -1).join("/");
      if (path.length === 2 && !isOne.has(path[0])) one.reference = name.replace(/\.[^.]*$/, "");
    }
    entries.sort((a, b) => natural.compare(a.path.join("/"), b.path.join("/")));
    const orders = new Map();
    const named = reference.value.trim();
    for (const one of entries) {
      one.reference = named || one.reference;
      one.order = orders.get(one.reference) || 0;
      orders.set(one.reference, one.order + 1);
    }
    return entries;
  };

  const pick = (picked) => {
    list = [...picked];
    chosen.textContent = list.length ? `${list.length}` : chosen.dataset.none;
  };
  files.addEventListener("change", () => pick(files.files));
  folder.addEventListener("change", () => pick(folder.files));

  const walk = async (entry, path, into) => {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      file.path = path + file.name;
      into.push(file);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (some.length === 0) return;
      for (const one of some) await walk(one, `${path}${entry.name}/`, into);
    }
  };
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const into = [];
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    for (const entry of entries) await walk(entry, "", into);
    pick(into);
  });

  const one = async (entry, at) => {
    const body = new FormData();
    body.append("csrf", document.querySelector('meta[name="csrf"]').content);
    body.append("reference", entry.reference);
    body.append("volume", entry.volume);
    body.append("order", String(entry.order));
    const page = document.getElementById("rescan-page");
    if (page && at === 0) body.append("page", page.value);
    body.append("files", entry.file, entry.path[entry.path.length - 1]);
    for (let wait = 1000; ; wait = Math.min(wait * 2, 30000)) {
      try {
        const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Live": "1" }, credentials: "same-origin" });
        if (answer.status === 401) { window.spravaLock(); await new Promise((done) => document.getElementById("lock").addEventListener("close", done, { once: true })); body.set("csrf", document.querySelector('meta[name="csrf"]').content); continue; }
        if (answer.ok) return await answer.text();
        if (answer.status < 500) return null;
      } catch { /* the line is lost: the same file again, the door knows it if it came through */ }
      chosen.textContent = chosen.dataset.waiting;
      await new Promise((done) => setTimeout(done, wait));
    }
  };

  form.addEventListener("submit", async (event) => {
    if (going) { event.preventDefault(); return; }
    event.preventDefault();
    const entries = planned(list.length ? list : [...files.files]);
    if (entries.length === 0) { chosen.textContent = chosen.dataset.none; files.focus(); return; }
    going = true;
    send.disabled = true;
    // What is sent was named above: from here on the form is for the next dossier, and nothing typed there is touched.
    list = [];
    form.reset();
    document.getElementById("lines-card").hidden = false;
    const sums = { files: entries.length, accepted: 0, known: 0, refused: 0, lost: 0 };
    for (const [at, entry] of entries.entries()) {
      chosen.textContent = `${chosen.dataset.going} ${at + 1} / ${entries.length}`;
      const rows = await one(entry, at);
      if (rows === null) { sums.lost += 1; continue; }
      const piece = document.createElement("tbody");
      piece.innerHTML = rows;
      for (const row of [...piece.rows]) { sums[row.dataset.outcome] += 1; lines.prepend(row); }
    }
    chosen.textContent = sums.lost ? `${chosen.dataset.lost} ${sums.lost}` : "";
    const asked = new URLSearchParams(sums);
    const answer = await fetch(`${form.action}/sums?${asked}`, { headers: { "X-Live": "1" }, credentials: "same-origin" });
    if (answer.ok) {
      const result = document.getElementById("result");
      result.innerHTML = await answer.text();
      result.focus();
    }
    going = false;
    send.disabled = false;
    if (list.length) chosen.textContent = `${list.length}`;
  });
  addEventListener("beforeunload", (event) => { if (going) event.preventDefault(); });
})();
