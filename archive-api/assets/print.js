// The print sheet: the button prints; nothing else is needed.
document.getElementById("print-now")?.addEventListener("click", () => window.print());
