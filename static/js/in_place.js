// Price and stock are saved where they stand in the list; without this module each row is a plain form.
for (const form of document.querySelectorAll("form[data-in-place]")) {
  const state = form.querySelector("[data-in-place-state]");
  const say = (text, failed) => {
    state.textContent = text;
    state.classList.toggle("is-error", Boolean(failed));
  };
  let last = new URLSearchParams(new FormData(form)).toString();

  async function save() {
    const body = new URLSearchParams(new FormData(form));
    say(state.dataset.saving);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-In-Place": "1" } });
      const { message } = await answer.json();
      if (answer.ok) last = body.toString();
      say(message, !answer.ok);
    } catch {
      say(state.dataset.failed, true);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  form.addEventListener("change", () => {
    if (new URLSearchParams(new FormData(form)).toString() !== last) say("");
  });
}
