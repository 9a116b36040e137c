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
  const budget = { nodes: MOST_NODES };
  return print(tree, 0, budget);
}

function print(node: unknown, depth: number, budget: { nodes: number }): string {
  if (depth > DEEPEST || --budget.nodes < 0) throw new FormulaRefused('too deep or too large');
  if (typeof node !== 'object' || node === null) throw new FormulaRefused('not a node');
  const candidate: Candidate = node;
  if (candidate.href !== undefined || candidate.src !== undefined) throw new FormulaRefused('an address');
  if (typeof candidate.text === 'string') return escapeHtml(INVISIBLE_OPERATOR.test(candidate.text) ? candidate.text : withoutInvisible(candidate.text));
  const children = printAll(candidate.children, depth, budget);
  if (candidate.type === undefined && candidate.attributes === undefined) return children;
  return element(candidate, children);
}

function printAll(children: unknown, depth: number, budget: { nodes: number }): string {
  if (!Array.isArray(children)) throw new FormulaRefused('no children');
  let printed = '';
  for (const child of children) printed += print(child, depth + 1, budget);
  return printed;
}

function element({ type, attributes, classes, style }: Candidate, children: string): string {
  if (typeof type !== 'string' || !ELEMENTS.has(type)) throw new FormulaRefused(`<${String(type)}>`);
  const tag = type + attributeList(attributes) + classList(classes, style, attributes);
  // A row in which nothing needs holding together is its only child.
  return tag === 'mrow' && SINGLE.test(children) ? children : `<${tag}>${type === 'math' ? withoutRow(children) : children}</${type}>`;
}

/** A formula is a row by itself. */
function withoutRow(children: string): string {
  const inside = children.slice('<mrow>'.length, -'</mrow>'.length);
  return children.startsWith('<mrow>') && children.endsWith('</mrow>') && !/<\/?mrow[ >]/.test(inside) ? inside : children;
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
