// Text as the index sees it. The twin of carriers/search/tokens.py: both must cut alike, which tests/cases/tokens.yml holds.
const HAN = "々〇〡-〩぀-ヿ㐀-䶿一-鿿가-힣豈-﫿\\u{20000}-\\u{3ffff}";
const IS_HAN = new RegExp("[" + HAN + "]", "u");
const JOINERS = "·・•‧∙‐‑–-'’‘“”\"《》〈〉「」『』【】〔〕()[]{}/&_*#+~`^@\\ \t\u00ad\u200b\u200c\u200d\u2060\ufeff";
const TOKEN = new RegExp("[" + HAN + "]|[0-9]+(?:\\.[0-9]+)*|[^\\x00-\\x1f.0-9" + HAN + "]+|[\\n.]+", "gu");
const GROUPING = /([0-9０-９])[,，](?=[0-9０-９]{3}(?![0-9０-９]))/g;
const IS_WORD = /[\p{L}\p{N}]/u;
const normalForms = new Map();

function normalForm(char) {
  let form = normalForms.get(char);
  if (form === undefined) {
    form = Array.from(char.normalize("NFKC").toLowerCase()).map(normalChar).join("");
    normalForms.set(char, form);
  }
  return form;
}

function normalChar(char) {
  if (JOINERS.includes(char) || (char !== "\n" && /[\s\x00-\x1f\x7f-\x9f]/.test(char))) return "\x1f";
  return char === "." || IS_HAN.test(char) || IS_WORD.test(char) ? char : "\n";
}

// The tokens of a text: {text, position, start, end}, with start and end in the text as it was given.
// `variants` says what the index has in place of a character that only traditional texts use.
function tokensOf(text, variants) {
  const grouped = commasInNumbers(text);
  let normal = "";
  const origins = [];
  let at = 0;
  for (const char of text) {
    if (!grouped.has(at)) {
      let form = normalForm(char);
      if (variants) form = Array.from(form).map((it) => variants[it] || it).join("");
      for (let i = 0; i < form.length; i += 1) origins.push(at);
      normal += form;
    }
    at += char.length;
  }
  const tokens = [];
  let position = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(normal); match; match = TOKEN.exec(normal)) {
    const [found] = match;
    if (found[0] !== "\n" && found[0] !== ".") {
      const last = origins[match.index + found.length - 1];
      tokens.push({ text: found, position, start: origins[match.index], end: last + charLength(text, last) });
    }
    position += 1;
  }
  return tokens;
}

// Where the commas stand that only group the digits of a number.
function commasInNumbers(text) {
  const found = new Set();
  GROUPING.lastIndex = 0;
  for (let match = GROUPING.exec(text); match; match = GROUPING.exec(text)) found.add(match.index + 1);
  return found;
}

const charLength = (text, at) => (text.codePointAt(at) > 0xffff ? 2 : 1);
const isHan = (token) => IS_HAN.test(token) && Array.from(token).length === 1;
const isDigit = (char) => char >= "0" && char <= "9";

// The name under which two neighbouring tokens are found.
const termOf = (first, second) => written([first, second]);

// Tokens as one writes them: a space only between two words or two numbers.
function written(tokens) {
  return tokens.reduce((text, token, i) => {
    const before = tokens[i - 1];
    const isApart = i > 0 && !isHan(before) && !isHan(token) && isDigit(before[before.length - 1]) === isDigit(token[0]);
    return text + (isApart ? " " : "") + token;
  }, "");
}
