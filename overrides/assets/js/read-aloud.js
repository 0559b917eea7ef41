// Reads the page aloud with the browser's own voice, sentence by sentence. Nothing of the text leaves the device.
import { mark, unmark } from "./read-aloud/mark.js";
import { readable, startAt } from "./read-aloud/passages.js";
import { hush, speak } from "./read-aloud/speak.js";
import { findVoice } from "./read-aloud/voices.js";

const WORDS = {
  waiting: "正在找中文语音……",
  reading: "正在朗读。要停下，请按“停止”，或键盘左上角的Esc键。",
  paused: "已暂停。按“继续”接着读。",
  stopped: "已停止。",
  finished: "读完了。",
  empty: "这一页没有可以朗读的正文。",
  unable: "这个浏览器不会朗读。请换一个新一些的浏览器试试。",
  voiceless: "这台设备没有装中文语音，读不出来。请在系统设置里找“文字转语音”，装上中文语音，再按“朗读”。为了不把您读的内容传出去，这里只用装在设备里的语音。",
  broken: "语音没有声响，朗读停下了。请再按一次“朗读”；还是不行，请关掉浏览器重新打开。",
};
const CAN = { idle: ["start"], waiting: ["start", "stop"], reading: ["start", "pause", "stop"], paused: ["start", "resume", "stop"] };
const FAILURES = 3; // In a row; a voice that fails at one sentence may manage the next.

// The reader that the buttons of the strip work: start, pause, resume, stop. `rate` tells the speed of the moment.
export function attach(tools, rate) {
  const status = tools.querySelector("[data-sy-status]");
  const content = document.querySelector("#content");
  let state = "idle";
  let sentences = [];
  let position = 0;
  let failures = 0;
  let voice = null;
  let breakOff = () => {};

  function become(next, words) {
    state = next;
    status.textContent = words;
    for (const button of tools.querySelectorAll("[data-sy-read]")) {
      button.setAttribute("aria-disabled", String(!CAN[state].includes(button.dataset.syRead)));
    }
  }

  function start() {
    if (state !== "idle") end("");
    if (!("speechSynthesis" in window)) return become("idle", WORDS.unable);
    sentences = readable(content);
    position = startAt(sentences, selection(content));
    if (!sentences.length) return become("idle", WORDS.empty);
    document.addEventListener("keydown", stopOnEscape);
    addEventListener("pagehide", stop);
    become("waiting", WORDS.waiting);
    breakOff = findVoice((found) => {
      voice = found;
      if (!voice) return end(WORDS.voiceless);
      failures = 0;
      resume();
    });
  }

  function resume() {
    unmark(); // Then the sentence is brought into sight again.
    become("reading", WORDS.reading);
    say();
  }

  function say() {
    if (position >= sentences.length) return end(WORDS.finished);
    mark(sentences[position]);
    breakOff = speak(sentences[position].text, voice, rate(), (how) => {
      failures = how === "failed" ? failures + 1 : 0;
      if (failures >= FAILURES) return end(WORDS.broken);
      position += 1;
      say();
    });
  }

  // Chrome on Android cannot pause and desktop Chrome forgets after a while: so break off, and later say the sentence again.
  function pause() {
    breakOff();
    become("paused", WORDS.paused);
  }

  function stop() {
    end(WORDS.stopped);
  }

  function end(words) {
    breakOff();
    breakOff = () => {};
    if ("speechSynthesis" in window) hush();
    unmark();
    document.removeEventListener("keydown", stopOnEscape);
    removeEventListener("pagehide", stop);
    become("idle", words);
  }

  function stopOnEscape({ key }) {
    if (key === "Escape") stop();
  }

  if ("speechSynthesis" in window) speechSynthesis.getVoices(); // Asking makes the browser fetch them.
  return { start, pause, resume, stop };
}

// What the reader has selected of the content.
function selection(content) {
  const chosen = getSelection();
  const isThere = chosen.rangeCount > 0 && !chosen.isCollapsed && content.contains(chosen.getRangeAt(0).startContainer);
  return isThere ? chosen.getRangeAt(0) : null;
}
