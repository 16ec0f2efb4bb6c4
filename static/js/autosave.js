// Keeps what is typed: the form is posted to its own action with a header that says nobody pressed a button.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const state = form.querySelector("[data-autosave-state]");
  const say = (text) => state && (state.textContent = text);
  let timer = 0;
  let last = "";

  const answers = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
    return data;
  };
  last = answers().toString();

  async function save() {
    clearTimeout(timer);
    const body = answers();
    if (form.dataset.sent || body.toString() === last) return;
    say(state?.dataset.saving ?? "");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" }, keepalive: true });
      if (!answer.ok) throw new Error(String(answer.status));
      last = body.toString();
      const now = new Date();
      const two = (n) => String(n).padStart(2, "0");
      say(`${state?.dataset.saved ?? ""} ${two(now.getHours())}.${two(now.getMinutes())}`);
    } catch {
      say(state?.dataset.failed ?? "");
      timer = setTimeout(save, 10000);
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  });
  form.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 300);
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
}
