// Province, regency, district, village: choosing one fills the next. Without this a button in the form does it.
const below = (select) => document.getElementById(select.dataset.children ?? "");

function empty(select) {
  for (let next = select; next; next = below(next)) {
    next.length = next.options.length && next.options[0].value === "" ? 1 : 0;
    next.value = "";
  }
}

async function fill(select) {
  const child = below(select);
  if (!child) return;
  empty(child);
  if (!select.value) return;
  child.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(select.dataset.childrenUrl + encodeURIComponent(select.value), {
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    for (const { code, name } of await answer.json()) child.add(new Option(name, code));
  } catch {
    for (const button of document.querySelectorAll("[data-children-plain]")) button.hidden = false;
  } finally {
    child.removeAttribute("aria-busy");
  }
}

for (const select of document.querySelectorAll("select[data-children]:not([data-ready])")) {
  select.dataset.ready = "1";
  select.addEventListener("change", () => fill(select));
}
for (const button of document.querySelectorAll("[data-children-plain]")) button.hidden = true;
