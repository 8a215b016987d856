// Listening to a clip: waveform, sentences, speed. Without script the browser's own player stands there.
// A sound lives outside of what renews itself; a player only shows it, so a new one takes up where it is.
import { addButtons, light, lightBeside, rowName, sentenceOf } from "./sentences.js";
import { at, isSounding, placeOf, sentenceAt, silence, soundOf, times } from "./sound.js";
import { successorOf } from "./successor.js";
import { corresponding, nextOf } from "./turns.js";
import { barsOf, draw } from "./waveform.js";

const STEP_MS = 2000;
const AGAIN_MS = 1500; // so far into a sentence "previous" means this one once more

const template = document.getElementById("listening");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const sounds = new Map();
const room = document.createElement("div");
const wide = new ResizeObserver((seen) => seen.forEach(({ target }) => show(target.closest(".zc-listen"), true)));
let speed = 1;
let latest = null;
let successor = () => null;
let lit = "";

const playersOf = ({ clip }) => document.querySelectorAll(`.zc-listen[data-clip="${clip}"]`);
const soundIn = (player) => sounds.get(player.dataset.clip);
const soundsIn = (part) =>
  new Set([...part.closest("[data-turns]").querySelectorAll(".zc-listen--ours")].map(soundIn));

function furnish() {
  for (const player of document.querySelectorAll(".zc-listen:not(.zc-listen--ours)")) take(player);
  for (const sound of sounds.values()) if (!playersOf(sound).length) drop(sound);
  addButtons(saying);
  for (const row of document.querySelectorAll("[data-turn-row]")) row.hidden = soundsIn(row).size < 2;
  if (latest) lightUp(latest);
}

function take(player) {
  const audio = player.querySelector("audio");
  if (!audio.canPlayType("audio/ogg; codecs=opus")) return;
  if (soundIn(player)) silence(audio);
  else keep(player, audio);
  player.classList.add("zc-listen--ours");
  player.append(template.content.cloneNode(true));
  player.querySelector("[data-do=download]").href = `/clips/${player.dataset.clip}`;
  player.querySelector("[data-do=speed]").value = speed;
  wide.observe(player.querySelector("canvas"));
  tell(soundIn(player));
  follow(soundIn(player));
}

function keep(player, audio) {
  const sound = soundOf(player.dataset, audio);
  sounds.set(sound.clip, sound);
  audio.controls = false;
  audio.playbackRate = speed;
  room.append(audio);
  for (const change of ["play", "timeupdate", "seeked", "error"]) audio.addEventListener(change, () => follow(sound));
  for (const change of ["pause", "ended"]) audio.addEventListener(change, () => { follow(sound); tell(sound); });
}

function drop(sound) {
  sounds.delete(sound.clip);
  silence(sound.audio);
  if (latest === sound) { latest = null; light("", false); lightBeside([]); }
}

// Shown at every frame while it sounds; people who want no motion see it move a few times a second.
function follow(sound) {
  cancelAnimationFrame(sound.frame);
  for (const player of playersOf(sound)) if (player.classList.contains("zc-listen--ours")) show(player, false);
  if (sound === latest) lightUp(sound);
  if (isSounding(sound) && !still.matches) sound.frame = requestAnimationFrame(() => follow(sound));
}

function show(player, isAnew) {
  const sound = player && soundIn(player);
  if (!sound) return;
  const canvas = player.querySelector("canvas");
  const played = Math.round((at(sound) / sound.length) * barsOf(canvas));
  const seen = `${played} ${times(sound)} ${isSounding(sound)} ${Boolean(sound.audio.error)}`;
  if (seen === player.dataset.seen && !isAnew) return;
  player.dataset.seen = seen;
  player.classList.toggle("zc-listen--sounding", isSounding(sound));
  player.querySelector(".zc-listen__time").textContent = times(sound);
  for (const button of player.querySelectorAll("button")) button.disabled = Boolean(sound.audio.error);
  draw(canvas, sound, played);
}

function lightUp(sound) {
  const name = sound.audio.ended ? "" : rowName(sound, sentenceAt(sound));
  const seen = `${name} ${isSounding(sound)}`;
  if (seen === lit && document.querySelector("[aria-current=true][data-sentence]")) return;
  lit = seen;
  light(name, isSounding(sound));
  lightBeside(name ? besides(sound).map((other) => rowName(other, sentenceAt(sound))) : []);
}

// Of other notices beside which it stands, those that say the same in as many sentences.
function besides(sound) {
  const places = [...playersOf(sound)].filter((player) => player.closest("[data-turns]"));
  const all = new Set(places.flatMap((player) => [...soundsIn(player)]));
  return [...all].filter(({ notice, marks }) => notice !== sound.notice && marks.length === sound.marks.length);
}

// What a screen reader says of the slider changes when people move or stop it, never while it sounds.
function tell(sound) {
  for (const player of playersOf(sound)) {
    const slider = player.querySelector("[role=slider]");
    if (!slider) continue;
    slider.setAttribute("aria-valuemax", Math.round(sound.length / 1000));
    slider.setAttribute("aria-valuenow", Math.round(at(sound) / 1000));
    slider.setAttribute("aria-valuetext", placeOf(sound, template.dataset.place));
  }
}

function saying(name) {
  const all = [...document.querySelectorAll(".zc-listen--ours")].map(soundIn);
  return [latest, ...all].find((sound) => sound && sentenceOf(sound, name) >= 0);
}

function play(sound) {
  for (const other of sounds.values()) if (other !== sound) other.audio.pause();
  latest = sound;
  sound.audio.play().catch(() => follow(sound));
}

const toggle = (sound) => (isSounding(sound) ? sound.audio.pause() : play(sound));

function seek(sound, ms) {
  if (!latest || !isSounding(latest)) latest = sound;
  sound.audio.currentTime = Math.max(0, Math.min(ms, sound.length)) / 1000;
  tell(sound);
  follow(sound);
}

function step(sound, by) {
  const here = sentenceAt(sound);
  const isFarIn = by < 0 && here >= 0 && at(sound) - sound.marks[here] > AGAIN_MS;
  const there = isFarIn ? here : here + by;
  if (there < sound.marks.length) seek(sound, sound.marks[there] ?? 0);
}

function hear(name) {
  const sound = saying(name);
  if (!sound) return;
  const sentence = sentenceOf(sound, name);
  if (isSounding(sound) && sentenceAt(sound) === sentence) {
    sound.audio.pause();
    return;
  }
  seek(sound, sound.marks[sentence]);
  play(sound);
}

// Where nothing of them was heard yet the first one begins.
function turn(part) {
  const all = soundsIn(part);
  const next = nextOf(all, latest);
  if (all.has(latest)) seek(next, corresponding(latest, next));
  play(next);
}

const pressed = {
  play: toggle,
  previous: (sound) => step(sound, -1),
  next: (sound) => step(sound, 1),
  seek: (sound, event) => {
    const { left, width } = event.target.closest("[role=slider]").getBoundingClientRect();
    seek(sound, ((event.clientX - left) / width) * sound.length);
  },
};

const keys = {
  ArrowRight: (sound) => seek(sound, at(sound) + STEP_MS),
  ArrowUp: (sound) => seek(sound, at(sound) + STEP_MS),
  ArrowLeft: (sound) => seek(sound, at(sound) - STEP_MS),
  ArrowDown: (sound) => seek(sound, at(sound) - STEP_MS),
  PageUp: (sound) => step(sound, 1),
  PageDown: (sound) => step(sound, -1),
  Home: (sound) => seek(sound, 0),
  End: (sound) => seek(sound, sound.length),
  " ": toggle,
  Enter: toggle,
};

function setSpeed(chosen) {
  speed = Number(chosen);
  for (const { audio } of sounds.values()) audio.playbackRate = speed;
  for (const field of document.querySelectorAll("[data-do=speed]")) field.value = chosen;
}

function listen() {
  room.hidden = true;
  document.body.append(room);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-hear]");
    if (button) hear(button.dataset.hear);
    if (event.target.closest("[data-turn]")) turn(event.target);
    const part = event.target.closest(".zc-listen--ours [data-do]");
    if (part) pressed[part.dataset.do]?.(soundIn(part.closest(".zc-listen")), event);
  });
  document.addEventListener("keydown", (event) => {
    const slider = event.target.closest(".zc-listen--ours [role=slider]");
    if (!slider || !keys[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key](soundIn(slider.closest(".zc-listen")));
  });
  document.addEventListener("keydown", (event) => {
    const isOther = event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.target.closest("select");
    if (isOther || !["b", "B"].includes(event.key) || !event.target.closest("[data-turns]")) return;
    if (soundsIn(event.target).size > 1) turn(event.target);
  });
  document.addEventListener("change", (event) => {
    if (event.target.closest(".zc-listen--ours [data-do=speed]")) setSpeed(event.target.value);
  });
  document.addEventListener("focusin", (event) => {
    const slider = event.target.closest(".zc-listen--ours [role=slider]");
    if (slider) tell(soundIn(slider.closest(".zc-listen")));
  });
  document.addEventListener("htmx:before:swap", () => { successor = successorOf(document.activeElement); });
  document.addEventListener("htmx:after:process", () => {
    furnish();
    if (document.activeElement === document.body) successor()?.focus({ preventScroll: true });
  });
  furnish();
}

if (template) listen();
