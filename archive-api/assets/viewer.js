// The page viewer: OpenSeadragon over the IIIF service of the page, with hits and evidence as overlays. Its own keys
// are off (they clash with ours); the buttons of the bar are bound by 1-keys.js. Without script a plain picture stands.
(() => {
  "use strict";
  const place = document.getElementById("viewer");
  if (!place || typeof OpenSeadragon === "undefined") return;
  const plain = document.getElementById("plain");
  const width = Number(place.dataset.width);
  place.hidden = false;
  plain.hidden = true;
  document.querySelector(".zooms").hidden = false;
  // The viewer puts a style of its own into the head unless one with this mark is there; our policy lets no script do
  // that. An element of no namespace carries the mark and styles nothing.
  const mobile = document.createElementNS(null, "style");
  mobile.setAttribute("data-openseadragon-mobile-css", "true");
  document.head.append(mobile);
  const viewer = OpenSeadragon({
    element: place,
    tileSources: `${place.dataset.service}/info.json`,
    showNavigationControl: false,
    animationTime: 0.2,
    // Office machines have no graphics card worth asking.
    drawer: "canvas",
    maxZoomPixelRatio: 3,
    visibilityRatio: 0.6,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    loadTilesWithAjax: false,
  });
  viewer.innerTracker.keyDownHandler = null;
  viewer.innerTracker.keyHandler = null;
  const boxes = (text) => text.split(";").filter(Boolean).map((one) => one.split(",").map(Number));
  const rect = ([x, y, w, h]) => new OpenSeadragon.Rect(x / width, y / width, w / width, h / width);
  const mark = (box, kind) => {
    const element = document.createElement("div");
    element.className = kind;
    viewer.addOverlay({ element, location: rect(box) });
  };
  viewer.addHandler("open", () => {
    const hits = boxes(place.dataset.hits);
    const evidence = boxes(place.dataset.evidence);
    hits.forEach((box) => mark(box, "ink-hit"));
    evidence.forEach((box) => mark(box, "ink-evidence"));
    const first = evidence[0] || hits[0];
    if (!first) return;
    // The hit stands in the middle third at readable size.
    const across = Math.max(first[2] * 2.5, width * 0.55) / width;
    const middle = rect(first).getCenter();
    const ratio = place.clientHeight / place.clientWidth;
    viewer.viewport.fitBounds(new OpenSeadragon.Rect(middle.x - across / 2, middle.y - (across * ratio) / 2, across, across * ratio), true);
  });
  viewer.addHandler("open-failed", () => {
    place.hidden = true;
    plain.hidden = false;
  });
  const on = (id, act) => document.getElementById(id).addEventListener("click", act);
  on("zoom-in", () => viewer.viewport.zoomBy(1.4));
  on("zoom-out", () => viewer.viewport.zoomBy(1 / 1.4));
  on("zoom-fit", () => viewer.viewport.goHome());
  on("turn", () => viewer.viewport.setRotation((viewer.viewport.getRotation() + 90) % 360));
})();
