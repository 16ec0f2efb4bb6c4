// Another way of shipping: the server makes the totals anew, and only what depends on them is swapped.
const form = document.querySelector("form[data-checkout]");
let asking;

const plain = () => form.querySelectorAll("[data-plain]").forEach((part) => (part.hidden = true));

async function recalculate() {
  asking?.abort();
  asking = new AbortController();
  const body = new FormData(form);
  body.set("act", "hitung");
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal: asking.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of form.querySelectorAll("[data-fresh]")) {
      const fresh = page.getElementById(part.id);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
    plain();
  } catch (fault) {
    if (fault.name !== "AbortError") form.querySelectorAll("[data-plain]").forEach((part) => (part.hidden = false));
  }
}

if (form) {
  plain();
  form.addEventListener("change", (event) => {
    if (event.target.name?.startsWith("shipping-")) recalculate();
  });
}
