/** A short soft sound of two notes, as no file has to be loaded for it. */

const NOTES = [
  [659.26, 0], // hertz, and seconds after the first
  [880, 0.09],
];
const LOUD = 0.08; // of 1
const LENGTH = 0.35; // seconds until a note is gone

/** Plays it in an AudioContext that may sound. */
export function chime(context) {
  for (const [pitch, after] of NOTES) note(context, pitch, context.currentTime + after);
}

function note(context, pitch, at) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUD, at + 0.012);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + LENGTH);
}
