// A clip that can sound, made of what a player's element carries, and what may be asked of it.
export function soundOf({ clip, length, marks, waveform, notice, first, cues, said }, audio) {
  return {
    audio,
    clip,
    waveform,
    length: Number(length),
    marks: marks ? marks.split(" ").map(Number) : [],
    notice: notice || "",
    first: Number(first || 0),
    cues: Number(cues || 0),
    said: Number(said || 0),
  };
}

export const isSounding = ({ audio }) => !audio.paused && !audio.ended;
export const at = ({ audio }) => audio.currentTime * 1000;

// -1 in the opening tone.
export const sentenceAt = (sound) => sound.marks.findLastIndex((mark) => mark <= at(sound) + 1);

export const times = (sound) => `${clock(at(sound))} / ${clock(sound.length)}`;

// "@" stands for a number; a cue is no sentence of those who listen.
export function placeOf(sound, words) {
  const sentence = sentenceAt(sound) - sound.cues + 1;
  const told = [sentence, sound.marks.length - sound.cues, times(sound)];
  return sentence > 0 ? words.replace(/@/g, () => told.shift()) : times(sound);
}

export function silence(audio) {
  audio.pause();
  audio.removeAttribute("src");
  audio.load();
  audio.remove();
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
