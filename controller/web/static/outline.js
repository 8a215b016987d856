// What is ticked of a decree, added up as one ticks; without script a button adds it up.
const tree = document.getElementById("outline");
const told = document.getElementById("chosen");

if (tree && told) {
  const boxes = [...tree.querySelectorAll("input[name=place]")];
  const within = (box) => [...box.closest("li").querySelectorAll("input[name=place]")];
  const above = (box) => {
    const item = box.closest("li").parentElement.closest("li");
    return item && item.querySelector("input[name=place]");
  };
  const isCovered = (box) => {
    for (let one = above(box); one; one = above(one)) if (one.checked) return true;
    return false;
  };
  const tell = () => {
    const seconds = boxes
      .filter((box) => box.checked && !isCovered(box))
      .reduce((sum, box) => sum + Number(box.dataset.seconds), 0);
    const minutes = seconds < 60 ? "" : `${Math.floor(seconds / 60)} ${told.dataset.minutes} `;
    const length = `${minutes}${seconds % 60} ${told.dataset.seconds}`;
    told.textContent = told.dataset.words.replace("@", length);
  };
  tree.addEventListener("change", (event) => {
    for (const box of within(event.target)) box.checked = event.target.checked;
    if (!event.target.checked) for (let one = above(event.target); one; one = above(one)) one.checked = false;
    tell();
  });
  tell();
}
