// A picture of the map that does not come is taken away, and when none is left that is said.
// Not deferred: a picture can fail before the page has been read.
addEventListener("error", ({ target }) => {
  if (!target.closest?.(".map__pictures")) return
  target.remove()
  if (document.querySelector(".map__pictures image")) return
  for (const text of document.querySelectorAll("[data-no-pictures]")) text.hidden = false
}, true)
