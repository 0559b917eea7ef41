// Numbers in the other way of writing them: 81 and 八一, 18 and 十八, 1000万 and 一千万.
const DIGITS = "〇一二三四五六七八九";
const UNITS = new Map([["十", 10], ["百", 100], ["千", 1000]]);

// Other ways to write the tokens of a query, each a list of tokens; none where no number is in it.
function otherNumerals(tokens) {
  const found = [];
  const add = (other) => { if (other && !found.some((it) => it.join(" ") === other.join(" "))) found.push(other); };
  add(replaceRuns(tokens, isArabic, ([number], after) => (number.length < 4 || after === "年" ? digitByDigit(number) : null)));
  add(replaceRuns(tokens, isArabic, ([number]) => (number.length < 4 && number[0] !== "0" ? Array.from(inChinese(Number(number))) : null)));
  add(replaceRuns(tokens, isArabic, ([number], after) => (number === "2" && after ? ["两"] : null)));
  add(replaceRuns(tokens, isChinese, (run) => (run.length > 1 && run.every((it) => digitOf(it) >= 0) ? [run.map(digitOf).join("")] : null)));
  add(replaceRuns(tokens, isChinese, (run) => {
    const value = numberOf(run);
    return value === null ? null : [String(value)];
  }));
  return found;
}

// Whether the numbers in it are such that people write them either way as a matter of course: 八一, 十三, 第一; not the 一 in 一起.
function isNumber(tokens) {
  return tokens.some((token, i) => isArabic(token) || token === "第" || (isChinese(token) && isChinese(tokens[i + 1] || "")));
}

const digitByDigit = (number) => Array.from(number).map((digit) => DIGITS[Number(digit)]);
const isArabic = (token) => /^[0-9]{1,8}$/.test(token);
const isChinese = (token) => token === "零" || token === "两" || (token !== "" && DIGITS.includes(token)) || UNITS.has(token);
function digitOf(token) {
  return token === "零" ? 0 : DIGITS.indexOf(token);
}

// The tokens with every run of numerals replaced by what `turn` makes of it; null where nothing was.
function replaceRuns(tokens, isNumeral, turn) {
  const result = [];
  let changed = false;
  for (let i = 0; i < tokens.length;) {
    let end = i;
    while (end < tokens.length && isNumeral(tokens[end])) end += 1;
    if (end === i) end = i + 1;
    const run = tokens.slice(i, end);
    const other = isNumeral(run[0]) ? turn(run, tokens[end]) : null;
    changed = changed || Boolean(other);
    result.push(...(other || run));
    i = end;
  }
  return changed ? result : null;
}

// 二百三十五 → 235, 十八 → 18; null for what is no such number.
function numberOf(run) {
  let [sum, digit, lowest] = [0, -1, 10000];
  for (const token of run) {
    const unit = UNITS.get(token);
    const value = token === "两" ? 2 : digitOf(token);
    if (unit) {
      if (unit >= lowest || (digit < 0 && !(unit === 10 && sum === 0))) return null;
      sum += (digit < 0 ? 1 : digit) * unit;
      [digit, lowest] = [-1, unit];
    } else if (value === 0) {
      if (sum === 0) return null;
    } else {
      if (digit >= 0) return null;
      digit = value;
    }
  }
  if (digit > 0) sum += digit;
  return sum;
}

// 235 → 二百三十五, 18 → 十八.
function inChinese(number) {
  if (number === 0) return "零";
  let [result, rest, gap] = ["", number, false];
  for (const [unit, name] of [[1000, "千"], [100, "百"], [10, "十"], [1, ""]]) {
    const digit = Math.floor(rest / unit);
    rest %= unit;
    if (digit) {
      result += (gap && result ? "零" : "") + (unit === 10 && digit === 1 && !result ? "" : DIGITS[digit]) + name;
      gap = false;
    } else if (result) gap = true;
  }
  return result;
}
