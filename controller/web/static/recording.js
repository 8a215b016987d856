// Reading a notice aloud in the browser: one sentence lit after the other, heard again before it is sent.
// Without script, without a microphone or without https the form below takes a file.
import { follow } from "./level.js";
import { startRun, troubleOf, whyNot } from "./microphone.js";
import { send, tokenOf } from "./sending.js";
import { close, isWanted, latest, newRun, planOf } from "./takes.js";

const FAULTS = "zonecast-recording-faults";

const room = document.getElementById("recorder");
const words = room.dataset;
const rows = [...document.querySelectorAll("[data-say]")];
const doing = (name) => room.querySelector(`[data-do=${name}]`);
const telling = (name) => room.querySelector(`[data-tell=${name}]`);
const showing = (name) => room.querySelector(`[data-show=${name}]`);
const spokenOf = (row) => row?.querySelector(".zc-say__spoken").textContent ?? "";

let runs = [];
let now = null; // { microphone, run, queue, peaks, unfollow } while it records
let heard = null; // { source, button } while something is played
let isSentBefore = false; // in vain

function trouble(why) {
  showing("trouble").hidden = !why;
  showing("trouble").textContent = why ? words[why] : "";
}

async function begin(queue) {
  hush();
  trouble("");
  doing("start").disabled = true;
  try {
    const microphone = await startRun(() => { if (now) { trouble("broken"); stop(); } });
    const run = newRun();
    runs.push(run);
    now = { microphone, run, queue, peaks: [] };
    now.unfollow = follow(showing("level"), words, microphone, (peak) => now?.peaks.push(peak));
    prompt();
    show();
    doing("next").focus();
  } catch (error) {
    trouble(troubleOf(error));
  }
  doing("start").disabled = false;
  show();
}

function prompt() {
  const [row, following] = now.queue;
  const place = [rows.indexOf(row) + 1, rows.length];
  telling("place").textContent = words.place.replace(/@/g, () => place.shift());
  telling("now").textContent = spokenOf(row);
  telling("next").textContent = spokenOf(following);
  doing("next").textContent = following ? doing("next").dataset.more : doing("next").dataset.last;
  rows.forEach((one) => one.classList.toggle("zc-say--lit", one === row));
  room.scrollIntoView({ block: "nearest" });
}

function ended(key) {
  close(now.run, key, now.microphone.at(), now.peaks);
  now.peaks = [];
}

function next() {
  if (now.queue.length === 1) { stop(); return; }
  ended(now.queue.shift().dataset.say);
  prompt();
}

function redo() {
  ended("");
  doing("next").focus();
}

async function stop() {
  ended(now.queue[0].dataset.say);
  const { microphone, run, unfollow } = now;
  unfollow();
  now = null;
  rows.forEach((row) => row.classList.remove("zc-say--lit"));
  show();
  run.blob = await microphone.stop();
  runs = runs.filter((one) => isWanted(one, runs));
  show();
  (runs.length ? doing("send") : doing("start")).focus();
  if (!isWanted(run, runs)) trouble("silent");
}

// Everything that can be seen follows from `runs` and `now`.
function show() {
  const waiting = latest(runs.filter((run) => run.blob));
  for (const name of ["next", "redo", "stop"]) doing(name).hidden = !now;
  for (const name of ["prompt", "level"]) showing(name).hidden = !now;
  doing("start").hidden = Boolean(now);
  showing("rest").hidden = Boolean(now);
  showing("send").hidden = Boolean(now) || !waiting.size;
  telling("send").textContent = words.counted.replace("@", waiting.size);
  for (const row of rows) {
    const again = row.querySelector("[data-do=again]");
    again.hidden = Boolean(now) || Boolean(whyNot());
    again.textContent = waiting.has(row.dataset.say) ? again.dataset.later : again.dataset.first;
    row.classList.toggle("zc-say--waits", waiting.has(row.dataset.say));
    furnish(row, waiting.get(row.dataset.say));
  }
}

function furnish(row, take) {
  row.querySelector(".zc-say__here")?.remove();
  if (!take || now) return;
  const here = document.createElement("div");
  here.className = "zc-say__row zc-say__here";
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "zc-listen__button", textContent: words.hear });
  button.addEventListener("click", () => hear(take, button));
  const told = document.createElement("span");
  told.textContent = words.waits;
  here.append(button, told);
  row.querySelector("[data-own]").before(here);
}

async function hear({ run, span }, button) {
  const isThis = heard?.button === button;
  hush();
  if (isThis) return;
  const context = new AudioContext();
  const source = new AudioBufferSourceNode(context, { buffer: await context.decodeAudioData(await run.blob.arrayBuffer()) });
  source.connect(context.destination);
  source.addEventListener("ended", () => { if (heard?.source === source) hush(); });
  source.start(0, span.from / 1000, (span.to - span.from) / 1000);
  heard = { source, context, button };
  button.textContent = words.hush;
}

function hush() {
  if (!heard) return;
  const { context, button } = heard;
  heard = null;
  context.close();
  button.textContent = words.hear;
}

async function sendAll() {
  hush();
  doing("send").disabled = true;
  showing("progress").hidden = false;
  tellFaults([]);
  try {
    if (isSentBefore) words.csrf = await tokenOf(words.page) ?? words.csrf;
    const { isKept, isSignedOut, faults } = await send(words.send, fields(), tellProgress);
    if (isKept) { leave(faults); return; }
    tellFaults(faults);
    showing("sign-in").hidden = !isSignedOut;
  } catch {
    tellFaults([words.lost]);
  }
  isSentBefore = true;
  doing("send").disabled = false;
  showing("progress").hidden = true;
  telling("send").textContent = words.counted.replace("@", latest(runs).size);
}

function fields() {
  const all = [["csrf", words.csrf], ["speaker", document.getElementById("reader").value]];
  for (const run of runs.filter((one) => isWanted(one, runs))) {
    all.push(["plan", JSON.stringify(planOf(run, runs))], ["file", run.blob, "recording"]);
  }
  return all;
}

function tellProgress(share) {
  showing("progress").value = share * 100;
  telling("send").textContent = share < 1 ? words.sending.replace("@", Math.round(share * 100)) : words.dividing;
}

function leave(faults) {
  runs = [];
  sessionStorage.setItem(FAULTS, JSON.stringify(faults));
  location.assign(words.page);
}

function tellFaults(faults) {
  showing("sign-in").hidden = true;
  telling("faults").replaceChildren(...faults.map((fault) => Object.assign(document.createElement("li"), { textContent: fault })));
}

function missing() {
  const open = rows.filter((row) => !("recorded" in row.dataset) && !latest(runs).has(row.dataset.say));
  const seen = new Set(); // what a notice says twice is recorded once
  return (open.length ? open : rows).filter(({ dataset }) => !seen.has(dataset.say) && seen.add(dataset.say));
}

const pressed = {
  start: () => begin(missing()),
  next,
  redo,
  stop,
  send: sendAll,
  discard: () => { hush(); runs = []; show(); doing("start").focus(); },
};

room.hidden = false;
trouble(whyNot());
doing("start").disabled = Boolean(whyNot());
showing("send").hidden = true;
show();
const before = JSON.parse(sessionStorage.getItem(FAULTS) ?? "[]");
sessionStorage.removeItem(FAULTS);
if (before.length) {
  showing("trouble").hidden = false;
  showing("trouble").textContent = before.join(". ");
}
room.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) pressed[button.dataset.do]();
});
for (const row of rows) row.querySelector("[data-do=again]").addEventListener("click", () => begin([row]));
document.addEventListener("keydown", (event) => {
  if (!now || ![" ", "Enter"].includes(event.key) || event.target.closest("button, input, select, a, summary, audio")) return;
  event.preventDefault();
  next();
});
window.addEventListener("beforeunload", (event) => { if (now || runs.length) event.preventDefault(); });
