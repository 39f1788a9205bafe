// Shows what has to do with passkeys where the browser knows them, and says so when one was not used.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential) return
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false
})
document.addEventListener("allauth.error", (event) => {
  event.preventDefault()
  for (const text of document.querySelectorAll("[data-passkey-failed]")) text.hidden = false
})
