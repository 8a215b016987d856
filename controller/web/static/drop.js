// A text file dropped anywhere on the form becomes its text; without script the file field does the same.
const form = document.getElementById("notice-form");

if (form) {
  const field = form.querySelector("#file");
  const text = form.querySelector("#text");
  const told = form.querySelector("#file-told");
  const place = form.querySelector(".zc-drop");

  const show = () => {
    const [file] = field.files;
    told.textContent = file ? `${file.name} – ${Math.max(1, Math.round(file.size / 1000))} kB` : "";
    text.disabled = Boolean(file) && text.value.trim() === "";
  };
  form.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("zc-drop--over"); });
  form.addEventListener("dragleave", () => place.classList.remove("zc-drop--over"));
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    place.classList.remove("zc-drop--over");
    field.files = event.dataTransfer.files;
    show();
  });
  field.addEventListener("change", show);
  show();
}
