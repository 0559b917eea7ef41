// Says one sentence and tells how it went: "ended", "failed", or "late" when the browser never said.
import { languageOf } from "./voices.js";

const RATES = { slow: 0.75, medium: 1, fast: 1.35 };
const SETTLE_MS = 250; // Safari swallows what is said right after a cancel.
let quietUntil = 0;
let spoken = null; // Kept here: Chrome forgets to end an utterance that nothing refers to.

// Returns what breaks it off; `done` is then never called.
export function speak(text, voice, rate, done) {
  const utterance = new SpeechSynthesisUtterance(text);
  Object.assign(utterance, { voice, lang: languageOf(voice), rate: RATES[rate] });
  let hasStarted = false;
  let timer = setTimeout(begin, Math.max(0, quietUntil - Date.now()));
  utterance.onstart = () => { hasStarted = true; };
  utterance.onend = () => finish("ended");
  utterance.onerror = () => finish("failed");
  spoken = utterance;

  function begin() {
    timer = setTimeout(() => { hush(); finish(hasStarted ? "late" : "failed"); }, patienceMs(text, RATES[rate]));
    speechSynthesis.speak(utterance);
  }
  function finish(how) {
    letGo();
    done(how);
  }
  function letGo() {
    clearTimeout(timer);
    utterance.onstart = utterance.onend = utterance.onerror = null;
  }
  return () => { letGo(); hush(); };
}

export function hush() {
  speechSynthesis.cancel();
  quietUntil = Date.now() + SETTLE_MS;
  spoken = null;
}

// Generous: about three times what a voice takes. A digit may become two syllables.
export function patienceMs(text, speed) {
  const digits = (text.match(/\d/g) || []).length;
  return 4000 + (text.length + digits) * 600 / speed;
}
