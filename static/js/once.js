// A form is sent once, however often its button is pressed; coming back to the page sets it free again.
document.addEventListener("submit", (event) => {
  const form = event.target
  if (event.defaultPrevented || form.method !== "post") return
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = "yes"
})
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent
})
