// Chosen photos are shown, and made smaller on the phone so that a slow line can carry them.
const EDGE = 1600; // pixels, the largest size the market keeps
const SMALL = 400 * 1024; // bytes; below this nothing is gained

async function shrink(file) {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) || file.size < SMALL) return file;
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file; // not a picture this phone can read; the server will say what is wrong
  }
  const scale = Math.min(1, EDGE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.86));
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}

// A small picture of the file as a data: address, the only kind the content policy lets through.
async function preview(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const canvas = document.createElement("canvas");
  const scale = 240 / Math.max(bitmap.width, bitmap.height);
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const image = document.createElement("img");
  image.src = canvas.toDataURL("image/jpeg", 0.8);
  image.alt = file.name;
  return image;
}

for (const box of document.querySelectorAll("[data-photos]:not([data-ready])")) {
  box.dataset.ready = "1";
  const input = box.querySelector("input[type=file]");
  const list = document.createElement("ul");
  const state = document.createElement("p");
  list.className = "file-previews";
  state.className = "file-state";
  state.setAttribute("role", "status");
  const choose = document.createElement("span");
  choose.className = "file-choose";
  choose.setAttribute("aria-hidden", "true");
  choose.textContent = box.dataset.choose;
  box.classList.add("is-enhanced");
  box.append(choose, list, state);
  let working = null;

  async function take() {
    state.textContent = box.dataset.shrinking;
    list.replaceChildren();
    const smaller = await Promise.all([...input.files].map(shrink));
    const basket = new DataTransfer();
    smaller.forEach((file) => basket.items.add(file));
    input.files = basket.files;
    for (const file of smaller) {
      const item = document.createElement("li");
      try {
        item.append(await preview(file));
      } catch {
        item.textContent = file.name;
      }
      list.append(item);
    }
    const size = smaller.reduce((sum, file) => sum + file.size, 0);
    const megabytes = (size / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    state.textContent = smaller.length ? `${box.dataset.chosen} ${smaller.length} (${megabytes} MB)` : "";
  }

  input.addEventListener("change", () => {
    const mine = take().finally(() => {
      if (working === mine) working = null;
    });
    working = mine;
  });
  input.form?.addEventListener("submit", (event) => {
    if (!working) return;
    event.preventDefault();
    const button = event.submitter;
    working.then(() => input.form.requestSubmit(button));
  });
}
