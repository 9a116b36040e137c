const words = (list: string): string[] => list.trim().split(/\s+/);

/** The elements a formula may consist of: MathML Core without links, actions, annotations and foreign content, and menclose. */
export const ELEMENTS: ReadonlySet<string> = new Set(
  words(`math mi mn mo mtext mspace mrow mstyle mpadded mphantom menclose msub msup msubsup munder mover munderover mfrac
    msqrt mroot mtable mtr mtd mmultiscripts mprescripts`),
);

const BOOLEAN = /^(?:true|false)$/;
/** Lengths that keep a formula on its own place: at most 20 em wide, at most 2 em backwards. */
const LENGTH = /^(?:[+]?(?:1?\d|20)(?:\.\d+)?(?:em|ex)|[+]?\d{1,2}(?:\.\d+)?(?:px|pt|mm)|-[01]?(?:\.\d+)?em|[+]?[0-5](?:\.\d+)?cm|0)$/;

/** The attributes that are written, and what their values look like. */
export const ATTRIBUTES: ReadonlyMap<string, RegExp> = new Map([
  ...words('stretchy symmetric largeop movablelimits displaystyle accent accentunder').map((name) => [name, BOOLEAN] as const),
  ...words('lspace rspace width height depth voffset minsize maxsize linethickness').map((name) => [name, LENGTH] as const),
  ['form', /^(?:prefix|infix|postfix)$/],
  ['mathvariant', /^normal$/],
  ['display', /^block$/],
  ['scriptlevel', /^[+-]?[0-3]$/],
  ['mathsize', /^(?:[0-2](?:\.\d+)?em|\d{2,3}%)$/],
  ['columnspan', /^\d{1,2}$/],
  ['rowspan', /^\d{1,2}$/],
  ['notation', /^(?:(?:top|bottom|box|(?:up|down)diagonalstrike|horizontalstrike)(?: |$))+$/],
]);

/** Attributes that mean nothing in MathML Core, or colours and lines that the page's own look decides: left out. */
export const IGNORED: ReadonlySet<string> = new Set(
  words(`fence separator linebreak columnalign rowspacing columnspacing columnlines rowlines rowalign mathcolor mathbackground
    framespacing frame align side minlabelspacing class`),
);

/** Classes of Temml that math.css knows. */
export const CLASSES: ReadonlySet<string> = new Set(
  words(`tml-display math-rows mathcal mathscr tml-prime tml-vec tml-sml-pad tml-med-pad tml-lrg-pad chr-sml chr-med chr-lrg chr-sml-vec
    chr-med-vec chr-lrg-vec wbk-acc wbk-sml wbk-med wbk-lrg wbk-vec wbk-sml-acc wbk-med-acc wbk-lrg-acc wbk-sml-vec wbk-med-vec
    wbk-lrg-vec tml-hat-1 tml-hat-2 tml-hat-3 tml-hat-4 tml-tilde-2 tml-tilde-3 tml-tilde-4 tml-left tml-right tml-jot tml-small
    tml-overline tml-underline tml-fbox tml-cancel upstrike downstrike sout tml-xcancel`),
);
