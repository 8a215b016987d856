// The level of the microphone as a bar, and a word about it now and then.
const QUIET = 0.05;
const LOUD = 0.98;
const JUDGED_MS = 2000;
const LOWEST_DB = -60;

// Shows it until the returned function is called; every peak is told.
export function follow(place, words, microphone, onPeak) {
  const bar = place.querySelector("[role=meter]");
  const told = place.querySelector("[data-tell=level]");
  let judged = { at: 0, peak: 0 };
  let frame = 0;
  told.textContent = "";

  const look = () => {
    const peak = microphone.peak();
    const db = Math.max(LOWEST_DB, Math.round(20 * Math.log10(Math.max(peak, 1e-6))));
    bar.setAttribute("aria-valuenow", db);
    bar.firstElementChild.style.transform = `scaleX(${1 - db / LOWEST_DB})`;
    onPeak(peak);
    judge(peak);
    frame = requestAnimationFrame(look);
  };
  // A sentence for two seconds, not for every frame: people read it, and screen readers say it.
  const judge = (peak) => {
    judged.peak = Math.max(judged.peak, peak);
    if (microphone.at() - judged.at < JUDGED_MS) return;
    const verdict = judged.peak < QUIET ? "quiet" : judged.peak >= LOUD ? "loud" : "fine";
    if (told.textContent !== words[verdict]) told.textContent = words[verdict];
    place.classList.toggle("zc-level--bad", verdict !== "fine");
    judged = { at: microphone.at(), peak: 0 };
  };
  look();
  return () => cancelAnimationFrame(frame);
}
