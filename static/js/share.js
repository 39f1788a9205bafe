// Sharing as the device does it, copying and printing. Without this the address can be copied by hand.
const address = document.getElementById("address")
const told = document.querySelector("[data-shared]")
const offer = (button, deed) => {
  button.hidden = false
  button.addEventListener("click", deed)
}
for (const button of document.querySelectorAll("[data-share]")) {
  if (navigator.share) offer(button, () => navigator.share({ title: button.dataset.share, url: address.value }).catch(() => {}))
}
for (const button of document.querySelectorAll("[data-copy]")) {
  if (navigator.clipboard) offer(button, () => navigator.clipboard.writeText(address.value).then(() => { told.textContent = button.dataset.copy }))
}
for (const button of document.querySelectorAll("[data-print]")) offer(button, () => print())
