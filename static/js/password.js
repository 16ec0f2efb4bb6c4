// Let people see the password they type.
for (const group of document.querySelectorAll("[data-password]")) {
  const input = group.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  const label = () => {
    const shown = input.type === "text";
    button.textContent = shown ? group.dataset.hide : group.dataset.show;
    button.setAttribute("aria-pressed", String(shown));
  };
  button.addEventListener("click", () => {
    input.type = input.type === "text" ? "password" : "text";
    label();
  });
  input.form?.addEventListener("submit", () => (input.type = "password"));
  label();
  group.append(button);
}
