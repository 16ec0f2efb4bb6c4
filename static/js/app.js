// On every page: one press one deed, links that are shared or copied, a drawer that closes.

const words = document.body.dataset;

export function announce(text) {
  const region = document.getElementById("kabar-halaman");
  if (region) region.textContent = text;
}

// A form is sent once. The button says so instead of going grey: its name and value still have to travel.
const asIs = new WeakMap();

function busy(form, button) {
  form.dataset.sent = "1";
  announce(words.busy);
  if (!button || button.tagName !== "BUTTON") return;
  asIs.set(button, button.innerHTML);
  setTimeout(() => {
    button.setAttribute("aria-disabled", "true");
    button.textContent = words.busy;
  });
}

function free(form) {
  delete form.dataset.sent;
  announce("");
  for (const button of form.querySelectorAll("button[aria-disabled]")) {
    if (!asIs.has(button)) continue;
    button.removeAttribute("aria-disabled");
    button.innerHTML = asIs.get(button);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "repeatable" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (!navigator.onLine) {
    event.preventDefault();
    announce(words.offline);
    return;
  }
  busy(form, event.submitter);
  setTimeout(free, 20000, form); // the line was lost: pressing again is safe, the server knows the form
});

addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(free);
});

// Links to share and words to copy.
async function copy(text, button, done) {
  await navigator.clipboard.writeText(text);
  const label = button.textContent;
  button.textContent = done;
  announce(done);
  setTimeout(() => (button.textContent = label), 2500);
}

function addButton(box, label, deed) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = label;
  button.addEventListener("click", () => deed(button));
  box.append(button);
}

for (const box of document.querySelectorAll("[data-share-url]")) {
  const { shareUrl: url, shareText: text, copy: copyLabel, copied, share } = box.dataset;
  if (navigator.share) addButton(box, share, () => navigator.share({ text, url }).catch(() => {}));
  if (navigator.clipboard) addButton(box, copyLabel, (button) => copy(url, button, copied));
}

for (const button of document.querySelectorAll("button[data-copy-text]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", () => copy(button.dataset.copyText, button, button.dataset.copied));
}

// Drawers close by Escape and by a press beside them.
function closeDrawers(except) {
  for (const drawer of document.querySelectorAll("details.drawer[open]")) {
    if (!except || !drawer.contains(except)) drawer.open = false;
  }
}

document.addEventListener("click", (event) => closeDrawers(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const drawer = document.querySelector("details.drawer[open]");
  closeDrawers();
  drawer?.querySelector("summary").focus();
});

// Filters stand open beside the list on a desk, also where the style sheet cannot do it.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60rem)").matches) {
  for (const filters of document.querySelectorAll("details.filters")) filters.open = true;
}

// One page is kept on the phone for when there is no line.
addEventListener("load", () => navigator.serviceWorker?.register("/sw.js").catch(() => {}));

// What went wrong comes first: some browsers do not follow autofocus on a box.
document.getElementById("kesalahan")?.focus();

// A tab bar that is wider than the phone begins where the reader is.
for (const here of document.querySelectorAll(".tabs [aria-current]")) {
  const bar = here.closest(".tabs");
  const gap = here.getBoundingClientRect().left - bar.getBoundingClientRect().left;
  bar.scrollLeft = gap - (bar.clientWidth - here.offsetWidth) / 2;
}
