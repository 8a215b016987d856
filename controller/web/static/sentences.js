// The rows of a reading that a clip says: the one that sounds is lit, and each has a button to hear it.
const template = document.getElementById("listening");
const still = matchMedia("(prefers-reduced-motion: reduce)");

const rowsOf = (name) => document.querySelectorAll(`[data-sentence="${CSS.escape(name)}"]`);

// Of a sentence of a clip, the name of its row; nothing where it stands in no reading, as a part's cue.
// What a clip says twice has its rows twice.
export function rowName({ notice, first, cues, said }, sentence) {
  const turn = said ? sentence % said : sentence;
  return notice && turn >= cues ? `${notice}-${first + turn - cues}` : "";
}

export function sentenceOf({ notice, first, cues, marks }, name) {
  const cut = name.lastIndexOf("-");
  const sentence = Number(name.slice(cut + 1)) - first + cues;
  return name.slice(0, cut) === notice && sentence >= cues && sentence < marks.length ? sentence : -1;
}

export function addButtons(isSaid) {
  for (const row of document.querySelectorAll("[data-sentence]:not(.zc-heard)")) {
    if (!isSaid(row.dataset.sentence)) continue;
    row.classList.add("zc-heard");
    const icon = template.content.querySelector("svg").cloneNode(true);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "zc-heard__button", ariaLabel: words(row, false) });
    button.dataset.hear = row.dataset.sentence;
    button.append(icon);
    (row.querySelector("[role=cell]") || row).prepend(button);
  }
}

export function light(name, isSounding) {
  const before = document.querySelector("[aria-current=true][data-sentence]");
  const wasSeen = before && isSeen(before);
  for (const row of document.querySelectorAll("[aria-current=true][data-sentence]")) mark(row, false, false);
  if (!name) return;
  for (const row of rowsOf(name)) {
    mark(row, true, isSounding);
    if (before && before.dataset.sentence !== name) follow(row, wasSeen);
  }
}

// The same sentence in other languages, for those who hear one and read the other.
export function lightBeside(names) {
  for (const row of document.querySelectorAll(".zc-heard--beside")) row.classList.remove("zc-heard--beside");
  for (const name of names) {
    for (const row of rowsOf(name)) {
      row.classList.add("zc-heard--beside");
      follow(row, false);
    }
  }
}

function mark(row, isHere, isSounding) {
  if (isHere) row.setAttribute("aria-current", "true");
  else row.removeAttribute("aria-current");
  row.classList.toggle("zc-heard--sounding", isSounding);
  const button = row.querySelector("[data-hear]");
  if (button) button.ariaLabel = words(row, isSounding);
}

function words(row, isSounding) {
  const number = Number(row.dataset.sentence.split("-").pop()) + 1;
  return isSounding ? template.dataset.pause : template.dataset.from.replace("@", number);
}

// Whoever reads along is taken along; whoever looks elsewhere is left there.
function follow(row, wasSeen) {
  const behavior = still.matches ? "auto" : "smooth";
  const box = row.closest(".zc-version__spoken");
  if (box) box.scrollTo({ top: row.offsetTop - (box.clientHeight - row.offsetHeight) / 2, behavior });
  else if (wasSeen && !isSeen(row)) row.scrollIntoView({ block: "center", behavior });
}

function isSeen(row) {
  const { top, bottom } = row.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}
