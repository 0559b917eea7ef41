// What an engine of 2014 and 2015 does not know in a style sheet or a script, by MDN's compatibility data. Node only.
//   node engine_2015.js css < screen.css     → ["3: .a { display: grid }: display: grid came with Chrome 57", …]
//   node engine_2015.js script < player.js   → {syntax: null or an error, names: {"wakeLock": 84}, declared: ["start", …], blocks: [lines]}
"use strict";
const path = require("path");
const fs = require("fs");
const modules = path.join(__dirname, "..", "tools", "node_modules");
const data = require(path.join(modules, "@mdn", "browser-compat-data"));

const ENGINE = 37; // The WebView that Android 5.0 came with; whoever never updated it has it still.
const NEVER = Infinity;
const PREFIX = "-webkit-";

// --- When a feature came -----------------------------------------------------------------------

// Chrome's version in which a feature came under this prefix ("" for none); Infinity where it never did.
function cameIn(compat, prefix = "") {
  const statements = [].concat((compat && compat.support && compat.support.chrome) || []);
  const versions = statements
    .filter((it) => (it.prefix || "") === prefix && !it.flags && !it.alternative_name && !(number(it.version_removed) <= ENGINE))
    .map((it) => number(it.version_added));
  return Math.min(NEVER, ...versions);
}

function number(version) {
  if (!version || version === "preview") return NEVER;
  return Number(String(version).replace("≤", "")) || NEVER;
}

// The feature itself; of one that differs by context (gap in flex, in grid) the earliest.
function cameInAny(feature, prefix) {
  const contexts = Object.keys(feature).filter((key) => key.endsWith("_context")).map((key) => feature[key].__compat);
  return Math.min(...(contexts.length ? contexts : [feature.__compat]).map((it) => cameIn(it, prefix)));
}

function deepFind(tree, name) {
  for (const [key, value] of Object.entries(tree)) {
    if (key === "__compat" || typeof value !== "object") continue;
    if ((key === name || key === `${name}_function`) && value.__compat) return value;
    const found = deepFind(value, name);
    if (found) return found;
  }
  return null;
}

// --- Style sheets ------------------------------------------------------------------------------

const css = data.css;
const UNIT_GROUPS = [
  [/^d(vh|vw|vi|vb|vmin|vmax)$/, "viewport_percentage_units_dynamic"], [/^s(vh|vw|vi|vb|vmin|vmax)$/, "viewport_percentage_units_small"],
  [/^l(vh|vw|vi|vb|vmin|vmax)$/, "viewport_percentage_units_large"], [/^cq/, "container_query_length_units"],
];

// Words that the flexible boxes of 2013 had; the data tells when all boxes had them.
const FLEXIBLE = {
  "justify-content": ["space-between", "space-around"], "align-content": ["space-between", "space-around", "stretch"], "align-items": ["stretch"],
};

function checkSheet(text) {
  const tree = require(path.join(modules, "css-tree"));
  const found = [];
  const ast = tree.parse(text, { positions: true, parseCustomProperty: false, onParseError: (error) => found.push(`${error.line}: ${error.message}`) });
  const tell = (node, what, version) => {
    found.push(`${node.loc.start.line}: ${what} ${version === NEVER ? "is in no Chrome" : `came with Chrome ${version}`}`);
  };

  function block(list) {
    list.children.forEach((node) => {
      if (node.type === "Atrule") atrule(node);
      else if (node.type === "Rule") rule(node);
    });
  }

  function atrule(node) {
    const own = css["at-rules"][node.name.replace(PREFIX, "")];
    const version = own ? cameIn(own.__compat, node.name.startsWith(PREFIX) ? PREFIX : "") : NEVER;
    if (version > ENGINE) return tell(node, `@${node.name}`, version);
    if (node.name === "supports" && !isSupported(node)) return; // What it holds is skipped.
    if (node.name === "media") mediaFeatures(node, own);
    if (node.name === "font-face") return descriptors(node, own);
    if (node.block && !node.name.endsWith("keyframes")) return block(node.block);
    if (node.block) node.block.children.forEach((frame) => { if (frame.type === "Rule") declarations(frame.block); });
  }

  function isSupported(node) {
    let isKnown = true;
    tree.walk(node.prelude, (it) => { if (it.type === "Declaration" && faults(it).length) isKnown = false; });
    return isKnown;
  }

  function mediaFeatures(node, own) {
    tree.walk(node.prelude, (it) => {
      if (it.type === "FeatureRange") tell(node, "@media with < or >", cameIn((own.range_syntax || {}).__compat));
      if (it.type !== "Feature") return;
      const feature = own[it.name.replace(/^(min|max)-/, "")];
      const version = feature ? cameIn(feature.__compat) : NEVER;
      if (version > ENGINE && !it.name.startsWith(PREFIX)) tell(node, `@media (${it.name})`, version);
    });
  }

  function descriptors(node, own) {
    node.block.children.forEach((it) => {
      const version = own[it.property] ? cameIn(own[it.property].__compat) : NEVER;
      if (version > ENGINE) tell(it, `@font-face ${it.property}`, version);
    });
  }

  function rule(node) {
    tree.walk(node.prelude, (it) => selector(it));
    declarations(node.block);
  }

  function selector(it) {
    if (it.type === "NestingSelector") return tell(it, "nesting", cameIn(css.selectors.nesting.__compat));
    if (it.type === "AttributeSelector" && it.flags) return tell(it, `[… ${it.flags}]`, cameIn(css.selectors.attribute.case_insensitive_modifier.__compat));
    if (it.type !== "PseudoClassSelector" && it.type !== "PseudoElementSelector") return;
    const name = it.name.replace(PREFIX, "");
    const feature = css.selectors[it.name] || css.selectors[name];
    const version = feature ? cameIn(feature.__compat, it.name === name || css.selectors[it.name] ? "" : PREFIX) : NEVER;
    if (version > ENGINE) tell(it, `:${it.name}`, version); // One selector that is not known takes the whole rule away.
    const isList = it.name === "not" && it.children && it.children.first.children.size > 1;
    if (isList) tell(it, ":not() of several", cameIn((css.selectors.not.selector_list || {}).__compat));
  }

  function declarations(list) {
    const sound = [];
    const all = list.children.toArray();
    const twins = new Set(all.filter((it) => it.type === "Declaration" && it.property.startsWith(PREFIX) && !faults(it).length).map((it) => it.property.slice(8)));
    all.forEach((it) => {
      if (it.type === "Rule") {
        tell(it, "nesting", cameIn(css.selectors.nesting.__compat));
        return rule(it);
      }
      if (it.type === "Atrule") return atrule(it);
      if (it.type !== "Declaration" || it.property.startsWith("--")) return; // Alone it does nothing anywhere.
      const wrong = faults(it);
      if (!wrong.length) sound.push(it.property);
      else if (!sound.includes(it.property) && !twins.has(it.property)) wrong.forEach(([what, version]) => tell(it, what, version));
    });
  }

  // [what, version] of all in a declaration that the engine does not know.
  function faults(it) {
    const isPrefixed = it.property.startsWith(PREFIX) && !css.properties[it.property];
    const name = isPrefixed ? it.property.slice(PREFIX.length) : it.property;
    const feature = css.properties[name];
    if (!feature) return [[it.property, NEVER]];
    const version = cameInAny(feature, isPrefixed ? PREFIX : "");
    if (version > ENGINE) return [[it.property, version]];
    const wrong = [];
    const fault = (what, found) => { if (found > ENGINE) wrong.push([`${it.property}: ${what}`, found]); };
    if (it.value.type === "Raw") {
      if (/var\(/.test(it.value.value)) fault("var()", cameIn(css.types.var ? css.types.var.__compat : css.properties["custom-property"].__compat));
      return wrong;
    }
    tree.walk(it.value, (part) => {
      if (part.type === "Identifier" && !isPrefixed && !(FLEXIBLE[name] || []).includes(part.name)) keyword(feature, part.name, fault);
      if (part.type === "Dimension") unit(part.unit, fault);
      if (part.type === "Hash") hex(it, part.value, fault);
      if (part.type === "Function") callOf(feature, part, fault);
    });
    return wrong;
  }

  function keyword(feature, name, fault) {
    const bare = name.replace(PREFIX, "");
    const prefix = bare === name ? "" : PREFIX;
    const places = [feature, ...Object.keys(feature).filter((key) => key.endsWith("_context")).map((key) => feature[key])];
    const known = places.map((it) => it[bare]).filter((it) => it && it.__compat);
    const global = css.types.global_keywords && css.types.global_keywords[bare];
    if (known.length) fault(name, Math.min(...known.map((it) => cameIn(it.__compat, prefix))));
    else if (global) fault(name, cameIn(global.__compat));
  }

  function unit(name, fault) {
    const group = UNIT_GROUPS.find(([pattern]) => pattern.test(name));
    const feature = css.types.length[group ? group[1] : name];
    if (name === "fr") fault("fr", cameIn(css.types.flex.__compat));
    else if (feature) fault(name, cameIn(feature.__compat));
  }

  function hex(it, digits, fault) {
    const notation = css.types.color.rgb_hexadecimal_notation;
    if (digits.length !== 4 && digits.length !== 8) return;
    fault(`#${digits}`, cameIn((notation.alpha_hexadecimal_notation || notation.alpha || {}).__compat));
  }

  function callOf(feature, part, fault) {
    const bare = part.name.replace(PREFIX, "");
    const own = feature[bare] || feature[`${bare}_function`] || deepFind(css.types, bare);
    if (own && own.__compat) fault(`${part.name}()`, cameIn(own.__compat, bare === part.name ? "" : PREFIX));
    const isSpaced = /^(rgb|hsl)a?$/.test(bare) && !part.children.some((it) => it.type === "Operator" && it.value === ",");
    if (isSpaced) fault(`${bare}() without commas`, cameIn((css.types.color[bare.slice(0, 3)].space_separated_parameters || {}).__compat));
  }

  block(ast);
  return found;
}

// --- Scripts -----------------------------------------------------------------------------------

// Names that the browser gave to something later than the engine, and to nothing before.
function namesOfLater() {
  const versions = {};
  const note = (name, version) => { versions[name] = Math.min(version, name in versions && typeof versions[name] === "number" ? versions[name] : NEVER); };
  const walk = (tree) => {
    Object.entries(tree).forEach(([key, value]) => {
      if (key === "__compat" || !value || typeof value !== "object") return;
      if (value.__compat) note(key.replace(/_(static|event)$/, ""), Math.min(cameIn(value.__compat), cameIn(value.__compat, "webkit")));
      walk(value);
    });
  };
  walk(data.api);
  walk(data.javascript.builtins);
  return versions;
}

// What a script gives a name itself: its variables, functions and parameters, and the keys of its objects.
function ownNames(ast) {
  const own = new Set();
  const visit = (node) => {
    if (node.type === "VariableDeclarator" || node.type === "FunctionDeclaration") own.add(node.id.name);
    if (node.type === "Property") own.add(node.key.name || String(node.key.value));
    if (node.type === "CatchClause") own.add(node.param.name);
    (node.params || []).forEach((it) => own.add(it.name));
    Object.values(node).forEach((child) => [].concat(child).forEach((it) => { if (it && typeof it.type === "string") visit(it); }));
  };
  visit(ast);
  return own;
}

function checkScript(text) {
  const acorn = require(path.join(modules, "acorn"));
  let ast;
  try {
    ast = acorn.parse(text, { ecmaVersion: 5, sourceType: "script", locations: true });
  } catch (error) {
    return { syntax: error.message, names: {}, declared: [], blocks: [] };
  }
  const later = namesOfLater();
  const names = {};
  const blocks = []; // In strict code engines of ES5 refuse functions that are declared inside a block.
  const own = ownNames(ast);
  const isLater = (name) => Object.prototype.hasOwnProperty.call(later, name) && later[name] > ENGINE && later[name] !== NEVER;
  const see = (name) => { if (isLater(name) && !own.has(name)) names[name] = later[name]; };
  visit(ast, null);

  function visit(node, parent) {
    if (node.type === "MemberExpression" && !node.computed) see(node.property.name);
    if (node.type === "Identifier" && parent.type !== "MemberExpression" && parent.type !== "Property") see(node.name);
    if (node.type === "Identifier" && parent.type === "MemberExpression" && parent.object === node) see(node.name);
    if (node.type === "FunctionDeclaration" && !/^(Program|Function)/.test(parent.outer || parent.type)) blocks.push(node.loc.start.line);
    Object.values(node).forEach((child) => {
      [].concat(child).forEach((it) => {
        if (!it || typeof it.type !== "string") return;
        if (it.type === "BlockStatement") it.outer = node.type;
        visit(it, node);
      });
    });
  }

  const outer = ast.body.find((it) => it.type === "ExpressionStatement" && it.expression.callee && it.expression.callee.body);
  const body = outer ? outer.expression.callee.body.body : ast.body;
  const declared = [].concat(...body.map((it) => (
    it.type === "FunctionDeclaration" ? [it.id.name] : it.type === "VariableDeclaration" ? it.declarations.map((one) => one.id.name) : []
  )));
  return { syntax: null, names, declared, blocks };
}

const given = fs.readFileSync(0, "utf8");
process.stdout.write(JSON.stringify(process.argv[2] === "css" ? checkSheet(given) : checkScript(given)));
