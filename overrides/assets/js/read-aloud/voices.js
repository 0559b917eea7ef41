// Picks the voice. Only one that lives in the device: with any other the text would be sent away.
const WAIT_MS = 4000; // Voices arrive some time after the page; Safari does not even say when.
const LOOK_MS = 200;
const DIALECTS = [/^(zh-cn|zh-hans|cmn)/i, /^zh(-sg)?$/i, /^zh-(tw|hant)/i, /^zh/i];

// Calls `then` with the voice, or with null when none has come. Returns what calls the search off.
export function findVoice(then) {
  const until = Date.now() + WAIT_MS;
  let timer = null;
  function look() {
    const voice = best(speechSynthesis.getVoices());
    if (voice || Date.now() >= until) then(voice);
    else timer = setTimeout(look, LOOK_MS);
  }
  timer = setTimeout(look); // Never before the caller knows how to call it off.
  return () => clearTimeout(timer);
}

// The tag as BCP 47 writes it: Android has zh_CN.
export function languageOf(voice) {
  return voice.lang.replace(/_/g, "-");
}

function best(voices) {
  const usable = voices.filter((voice) => voice.localService === true && rank(voice) >= 0);
  const byRank = (one, other) => rank(one) - rank(other) || Number(other.default) - Number(one.default);
  return usable.sort(byRank)[0] || null;
}

function rank(voice) {
  return DIALECTS.findIndex((dialect) => dialect.test(languageOf(voice)));
}
