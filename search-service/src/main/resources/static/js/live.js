/* Live pages: an event from the server says that something changed; htmx then fetches the parts that show it. */
"use strict";

const RETRY_MILLISECONDS = 5_000;

document.addEventListener("DOMContentLoaded", () => {
  const live = document.querySelector("[data-events]");
  if (!live) {
    return;
  }
  let waiting = null;
  let passed = null;
  let failed = false;

  // Never while a part is fetched: htmx would drop the event, or tell an element that is about to be replaced.
  const pass = () => {
    if (waiting !== null && !failed && document.querySelector(".htmx-request") === null) {
      passed = waiting;
      waiting = null;
      document.body.dispatchEvent(new CustomEvent("phiscale:changed", { bubbles: true, detail: { results: passed } }));
    }
  };
  const changed = (event) => {
    waiting = event.data;
    pass();
  };
  const tryAgain = (event) => {
    if (event.detail.xhr.status === 404) {
      return; // The search was removed.
    }
    waiting = waiting ?? passed;
    failed = true;
    setTimeout(() => {
      failed = false;
      pass();
    }, RETRY_MILLISECONDS);
  };
  // Later than the event, for htmx counts the request as under way until then.
  document.body.addEventListener("htmx:afterRequest", () => setTimeout(pass));
  document.body.addEventListener("htmx:responseError", tryAgain);
  document.body.addEventListener("htmx:sendError", tryAgain);

  const listen = () => {
    const events = new EventSource(live.dataset.events);
    events.addEventListener("changed", changed);
    events.addEventListener("over", (event) => {
      events.close();
      changed(event);
    });
    events.addEventListener("error", () => {
      // Where the answer was no stream, as from a proxy whose server is away, the browser does not try again.
      if (events.readyState === EventSource.CLOSED) {
        setTimeout(listen, RETRY_MILLISECONDS);
      }
    });
  };
  listen();
});
