import { withoutInvisible } from '../clean.js';
import { escapeHtml } from '../escape.js';
import { ATTRIBUTES, CLASSES, ELEMENTS, IGNORED } from './allowed.js';
import { classesForStyle } from './styles.js';

const DEEPEST = 120;
const SINGLE = /^<(m[a-z]+)>[^<]*<\/\1>$/;
const MOST_NODES = 6_000;
// Function application, times, separator, plus: unseen, and they tell the setter which space to leave.
const INVISIBLE_OPERATOR = /^[\u2061-\u2064]$/;

/** Something in a formula that no page may hold, or more of it than any page can. */
export class FormulaRefused extends Error {
  constructor(what: string) {
    super(`Formula refused: ${what}; show its source instead`);
    this.name = 'FormulaRefused';
  }
}

interface Budget {
  nodes: number;
}

/** A node of Temml's tree, nothing about it trusted. */
interface Candidate {
  type?: unknown;
  text?: unknown;
  href?: unknown;
  src?: unknown;
  attributes?: unknown;
  classes?: unknown;
  style?: unknown;
  children?: unknown;
}

/**
 * Prints a formula tree as MathML, made of what `allowed.ts` lists and nothing else.
 * @throws FormulaRefused on any other element, attribute or value, and when it is too deep or too large.
 */
export function printMathml(tree: unknown): string {
  return print(tree, 0, { nodes: MOST_NODES });
}

function print(node: unknown, depth: number, budget: Budget): string {
  const candidate = checked(node, depth, budget);
  if (typeof candidate.text === 'string') return printText(candidate.text);
  if (candidate.type === undefined && candidate.attributes === undefined) return printAll(candidate.children, depth, budget);
  if (candidate.type === 'math') return printFormula(candidate, depth, budget);
  return element(candidate, printAll(candidate.children, depth, budget));
}

function checked(node: unknown, depth: number, budget: Budget): Candidate {
  if (depth > DEEPEST || --budget.nodes < 0) throw new FormulaRefused('too deep or too large');
  if (typeof node !== 'object' || node === null) throw new FormulaRefused('not a node');
  const candidate: Candidate = node;
  if (candidate.href !== undefined || candidate.src !== undefined) throw new FormulaRefused('an address');
  return candidate;
}

function printText(text: string): string {
  return escapeHtml(INVISIBLE_OPERATOR.test(text) ? text : withoutInvisible(text));
}

function printAll(children: unknown, depth: number, budget: Budget): string {
  let printed = '';
  for (const child of list(children)) printed += print(child, depth + 1, budget);
  return printed;
}

/** A formula is a row by itself; where Temml made several rows it can break between them, if math.css lets it. */
function printFormula(candidate: Candidate, depth: number, budget: Budget): string {
  const rows = list(candidate.children).flatMap((child) => (isFragment(child) ? list(child.children) : [child]));
  const [only] = rows;
  if (rows.length === 1 && isPlainRow(only)) return element(candidate, printAll(only.children, depth, budget));
  const printed = rows.map((row) => print(row, depth + 1, budget));
  if (rows.length < 2) return element(candidate, printed.join(''));
  return element({ ...candidate, classes: [...list(candidate.classes), 'math-rows'] }, printed.map(breakable).join(''));
}

/** The sign at a row's end stands between two things, though it is the row's last. */
function breakable(row: string): string {
  return row.replace(/<mo>([^<]*)<\/mo>((?:<mspace[^<]*<\/mspace>)*)<\/mrow>$/, '<mo form="infix">$1</mo>$2</mrow>');
}

function isFragment(node: unknown): node is Candidate {
  return typeof node === 'object' && node !== null && !('type' in node) && !('text' in node) && !('attributes' in node);
}

function isPlainRow(node: unknown): node is Candidate {
  if (typeof node !== 'object' || node === null) return false;
  const { type, attributes, classes, style }: Candidate = node;
  return type === 'mrow' && [attributes, style].every((value) => Object.keys(record(value)).length === 0) && list(classes).length === 0;
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new FormulaRefused('no list');
  return value;
}

function element({ type, attributes, classes, style }: Candidate, children: string): string {
  if (typeof type !== 'string' || !ELEMENTS.has(type)) throw new FormulaRefused(`<${String(type)}>`);
  const tag = type + attributeList(attributes) + classList(classes, style, attributes);
  // A row in which nothing needs holding together is its only child.
  return tag === 'mrow' && SINGLE.test(children) ? children : `<${tag}>${children}</${type}>`;
}

function attributeList(attributes: unknown): string {
  let list = '';
  for (const [name, value] of Object.entries(record(attributes))) {
    if (IGNORED.has(name) || name === 'style') continue;
    const allowed = ATTRIBUTES.get(name);
    const text = String(value);
    if (!allowed?.test(text)) throw new FormulaRefused(`${name}="${text.slice(0, 40)}"`);
    list += ` ${name}="${text}"`;
  }
  return list;
}

function classList(classes: unknown, style: unknown, attributes: unknown): string {
  const own = Array.isArray(classes) ? classes.filter((name): name is string => CLASSES.has(String(name))) : [];
  const bold = record(attributes)['style'] === 'font-weight:bold' ? ['math-bold'] : [];
  const all = [...own, ...classesForStyle(record(style)), ...bold];
  return all.length > 0 ? ` class="${all.join(' ')}"` : '';
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
