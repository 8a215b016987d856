// What was read aloud and is not sent yet: runs of the microphone, and which sentence lies where in them.
// A sentence that was said again counts as it was said last.
const HEARD = 0.01; // of full scale: whoever presses at once has said nothing
const LOOKED_EVERY_MS = 100; // a page that nobody sees is not asked for the level: then the desk listens

export const newRun = () => ({ spans: [], blob: null });

export function close(run, key, to, peaks) {
  const from = run.spans.at(-1)?.to ?? 0;
  const isSilent = Math.max(0, ...peaks) <= HEARD && peaks.length > (to - from) / LOOKED_EVERY_MS;
  run.spans.push({ key: isSilent ? "" : key, from, to });
}

// Of every sentence its last span, and the run in which it lies.
export function latest(runs) {
  const found = new Map();
  for (const run of runs) for (const span of run.spans) if (span.key) found.set(span.key, { run, span });
  return found;
}

// What the desk needs to divide a run: keys in order, empty for what is left out, and when "next" was pressed.
export function planOf(run, runs) {
  const last = latest(runs);
  return {
    sentences: run.spans.map((span) => (last.get(span.key)?.span === span ? span.key : "")),
    pressed_ms: run.spans.slice(0, -1).map(({ to }) => Math.round(to)),
  };
}

export const isWanted = (run, runs) => planOf(run, runs).sentences.some(Boolean);
