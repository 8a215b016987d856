// From one clip to another of the same text: which comes next, and where its corresponding sentence begins.
import { at, sentenceAt } from "./sound.js";

// Two voices of one reading have the same marks; two languages may have more or fewer sentences.
export function corresponding(sound, other) {
  const here = sentenceAt(sound);
  if (here < 0 || !other.marks.length) return Math.min(at(sound), other.length);
  if (sound.marks.length === other.marks.length) return other.marks[here];
  const wanted = startOfSpeech(other) + shareOf(sound, sound.marks[here]) * lengthOfSpeech(other);
  const apart = (mark) => Math.abs(mark - wanted);
  return other.marks.reduce((nearest, mark) => (apart(mark) < apart(nearest) ? mark : nearest));
}

export function nextOf(sounds, current) {
  const all = [...sounds];
  return all[(all.indexOf(current) + 1) % all.length];
}

const startOfSpeech = ({ marks }) => marks[0];
const lengthOfSpeech = (sound) => sound.length - startOfSpeech(sound);
const shareOf = (sound, ms) => (ms - startOfSpeech(sound)) / lengthOfSpeech(sound);
