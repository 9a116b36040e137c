/** Inline styles that a strict Content-Security-Policy forbids, as classes of math.css. What has no class is left out. */
export function classesForStyle(style: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(style).flatMap(([name, value]) => classForStyle(name, String(value)) ?? []);
}

function classForStyle(name: string, value: string): string | undefined {
  switch (name) {
    case 'mathDepth':
    case 'math-depth':
      return /^[02]$/.test(value) ? `math-depth-${value}` : undefined;
    case 'fontWeight':
    case 'font-weight':
      return value === 'bold' ? 'math-bold' : undefined;
    case 'font-style':
      return value === 'italic' ? 'math-italic' : undefined;
    case 'marginLeft':
      return backwards(value);
    case 'paddingLeft':
      return cellSpace('left', value);
    case 'paddingRight':
      return cellSpace('right', value);
    case 'borderRight':
    case 'borderLeft':
    case 'borderTop':
    case 'borderBottom':
      return `math-line-${name.slice('border'.length).toLowerCase()}`;
    case 'border':
      return 'math-box';
    default:
      return undefined;
  }
}

/** Negative space (`\!` and its kin) in three steps. */
function backwards(value: string): string | undefined {
  const width = -inEm(value);
  if (!(width > 0)) return undefined;
  return width < 0.2 ? 'math-back-1' : width < 0.4 ? 'math-back-2' : 'math-back-3';
}

/** The sides of table cells in four steps: nothing, a hair, half an em, an em. */
function cellSpace(side: string, value: string): string {
  const width = inEm(value);
  return `math-${side}-${width < 0.05 ? 0 : width < 0.3 ? 1 : width < 0.8 ? 2 : 3}`;
}

/** A CSS length in em, taking an em for 12 pt; 0 when it is none. */
function inEm(value: string): number {
  const [, number = '0', unit = ''] = /^(-?[\d.]+)(em|pt|mm|px|cm)$/.exec(value) ?? [];
  const perEm: Record<string, number> = { em: 1, pt: 12, px: 16, mm: 4.2, cm: 0.42 };
  return Number(number) / (perEm[unit] ?? 1);
}
