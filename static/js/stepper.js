// Minus and plus around a number field; the field itself stays and can be typed in.
for (const input of document.querySelectorAll("input[data-stepper]")) {
  const least = Number(input.dataset.min ?? 1);
  const most = Number(input.dataset.max ?? Infinity);
  const box = document.createElement("span");
  box.className = "stepper";
  input.replaceWith(box);

  const read = () => Number.parseInt(input.value, 10) || least;
  const button = (sign, step, label) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", () => {
      input.value = String(Math.min(most, Math.max(least, read() + step)));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    return made;
  };
  const less = button("−", -1, input.dataset.less);
  const more = button("+", 1, input.dataset.more);
  const limits = () => {
    less.disabled = read() <= least;
    more.disabled = read() >= most;
  };
  input.addEventListener("input", limits);
  input.addEventListener("change", limits);
  box.append(less, input, more);
  limits();
}
