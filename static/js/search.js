// The lists: «Near me now», and a word when a search, or what is done with a card, does not come through.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const failed = document.getElementById("search-failed");
  const notDone = document.getElementById("deed-failed");
  const fails = ({ target }) => {
    const card = notDone && target.closest(".steered");
    if (card) card.append(notDone);
    const text = card ? notDone : failed;
    if (text) text.hidden = false;
  };
  for (const fault of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.body.addEventListener(fault, fails);
  }
  document.body.addEventListener("htmx:afterOnLoad", () => {
    for (const text of [failed, notDone]) if (text) text.hidden = true;
  });

  // The browser asks for leave; the position is posted once, rounded to a kilometre, and kept nowhere.
  const here = document.getElementById("here");
  if (!here || !navigator.geolocation) return;
  here.hidden = false;
  here.querySelector("button").addEventListener("click", () => {
    const status = here.querySelector("[role=status]");
    status.textContent = "…";
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const form = document.createElement("form");
      form.method = "post";
      form.action = here.dataset.here + location.search;
      const { latitude, longitude } = coords;
      const values = { latitude: latitude.toFixed(2), longitude: longitude.toFixed(2), page: location.pathname };
      for (const [name, value] of Object.entries(values)) {
        const input = document.createElement("input");
        Object.assign(input, { type: "hidden", name, value });
        form.append(input);
      }
      document.body.append(form);
      form.submit();
    }, () => { status.textContent = here.dataset.denied; });
  });
});
