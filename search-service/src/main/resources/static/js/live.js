/* Live pages: an event from the server says that something changed; htmx then fetches the parts that show it. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const live = document.querySelector("[data-events]");
  if (!live) {
    return;
  }
  const events = new EventSource(live.dataset.events);
  const changed = (event) =>
    document.body.dispatchEvent(new CustomEvent("phiscale:changed", { bubbles: true, detail: { results: event.data } }));
  events.addEventListener("changed", changed);
  events.addEventListener("over", (event) => {
    events.close();
    changed(event);
  });
});
