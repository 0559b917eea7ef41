// What the search says, in the reader's words.
const QUOTED_LENGTH = 20;

const SAID_OF = {
  any: ({ missing }) => (missing.length ? `没有找到${listed(missing)}，下面的页面有其余的词。` : "没有哪一页这几个词都有，下面的页面有其中一部分。"),
  scattered: ({ word, pieces }) => `没有连在一起的${quoted(word)}，下面的页面分开提到${listed(pieces)}。`,
  synonym: ({ word, others }) => `找${quoted(word)}，也找了意思相近的${listed(others)}。`,
  pinyin: ({ word, instead }) => `按拼音${quoted(word)}找的是${quoted(instead)}。`,
  corrected: ({ word, instead }) => `没有找到${quoted(word)}，下面是${quoted(instead)}的结果。`,
  number: ({ word, instead }) => `短号${word}是${quoted(instead)}。`,
  clipped: ({ length }) => `输入的字太多，只用了前${length}个字词。`,
};

const UNREACHED = "搜索的数据没有取来，可能是网络断了。";

// Quotation marks within quotation marks are single ones (GB/T 15834). Marks that turn the direction of writing stay outside.
function quoted(words) {
  const within = words.replace(/“/g, "‘").replace(/”/g, "’").replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
  return `“${within.length > QUOTED_LENGTH ? `${within.slice(0, QUOTED_LENGTH)}……` : within}”`;
}

function listed(words) {
  return words.map(quoted).join("");
}

// A sentence for each notice; a kind that nobody has words for is left out.
function noticeSentences(notices) {
  return notices.filter(({ type }) => type in SAID_OF).map((notice) => SAID_OF[notice.type](notice));
}

function countSentence({ query, total, notices }, isNarrowed) {
  const corrected = notices.find((it) => it.type === "corrected" && it.word === query);
  if (total) return `${quoted(corrected ? corrected.instead : query)}：${isNarrowed ? "筛选后有" : "找到"}${total}条。`;
  return isNarrowed ? `${quoted(query)}：筛选后一条也没有。` : `没有找到${quoted(query)}。`;
}
