// A clip drawn as bars, played ones darker, with a tick where each sentence begins.
const STEPS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BAR = 2;
const STEP = 3;
const TICK = 4;

export const barsOf = (canvas) => Math.floor(canvas.clientWidth / STEP);

// A clip without a waveform is a thin line: it was voiced before there were any.
export function draw(canvas, { waveform, marks, length }, played) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const pen = canvas.getContext("2d");
  const style = getComputedStyle(canvas);
  const [dark, light] = [style.color, style.getPropertyValue("--zc-wave-rest")];
  const bars = barsOf(canvas);
  const room = height - TICK - 2;
  pen.scale(ratio, ratio);
  for (let bar = 0; bar < bars; bar += 1) {
    const tall = Math.max(2, loudest(waveform, bar / bars, (bar + 1) / bars) * room);
    pen.fillStyle = bar < played ? dark : light;
    pen.fillRect(bar * STEP, (room - tall) / 2, BAR, tall);
  }
  pen.fillStyle = dark;
  for (const mark of marks) pen.fillRect(Math.round((mark / length) * width), height - TICK, 1, TICK);
}

function loudest(waveform, from, to) {
  const first = Math.floor(from * waveform.length);
  const letters = waveform.slice(first, Math.max(first + 1, Math.ceil(to * waveform.length)));
  return Math.max(0, ...[...letters].map((letter) => STEPS.indexOf(letter))) / (STEPS.length - 1);
}
