// Something that goes on by itself (an import, a payment): fetch the page again and swap the part that moves.
function watch(id) {
  const here = document.getElementById(id);
  const seconds = Number(here?.dataset.live);
  if (!here || !seconds) return;
  setTimeout(async () => {
    if (document.visibilityState === "visible") {
      try {
        const answer = await fetch(location.href, { headers: { "X-Live": "1" } });
        if (answer.redirected) return location.assign(answer.url);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = answer.ok && page.getElementById(id);
        if (fresh) here.replaceWith(document.importNode(fresh, true));
      } catch {
        // the line is away for a moment; the next round asks again
      }
    }
    watch(id);
  }, seconds * 1000);
}

for (const part of document.querySelectorAll("[data-live][id]")) watch(part.id);
