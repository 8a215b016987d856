// The microphone: a run of recording with its level, and why there may be none.
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS_A_SECOND = 128000;

// Says by which words of the page it cannot be used; nothing where it can be asked for.
export function whyNot() {
  if (!window.isSecureContext) return "insecure";
  if (!navigator.mediaDevices || !window.MediaRecorder) return "unable";
  return "";
}

export const troubleOf = (error) => (error.name === "NotFoundError" ? "absent" : error.name === "NotAllowedError" ? "refused" : "unable");

export async function startRun(onLost) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false } });
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  context.createMediaStreamSource(stream).connect(analyser);
  const kind = KINDS.find((one) => MediaRecorder.isTypeSupported(one));
  const recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: BITS_A_SECOND });
  const pieces = [];
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  const began = new Promise((resolve) => recorder.addEventListener("start", () => resolve(performance.now()), { once: true }));
  stream.getTracks().forEach((track) => track.addEventListener("ended", onLost));
  recorder.start();
  const start = await began;
  const samples = new Float32Array(analyser.fftSize);
  return {
    at: () => performance.now() - start,
    peak: () => {
      analyser.getFloatTimeDomainData(samples);
      return samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    },
    stop: () => stopped(recorder, pieces, stream, context),
  };
}

async function stopped(recorder, pieces, stream, context) {
  if (recorder.state !== "inactive") {
    await new Promise((resolve) => {
      recorder.addEventListener("stop", resolve, { once: true });
      recorder.stop();
    });
  }
  stream.getTracks().forEach((track) => track.stop());
  await context.close();
  return new Blob(pieces, { type: recorder.mimeType });
}
