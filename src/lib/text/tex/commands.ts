import type { TextStyle } from './node.js';

const words = (list: string): string[] => list.trim().split(/\s+/);
const set = (list: string): ReadonlySet<string> => new Set(words(list));

/** Commands that set their argument in a style. */
export const STYLE_COMMANDS: ReadonlyMap<string, TextStyle> = new Map([
  ...words('emph textit textsl').map((name) => [name, 'emphasis'] as const),
  ...words('textbf pmb').map((name) => [name, 'strong'] as const),
  ...words('texttt code lstinline').map((name) => [name, 'code'] as const),
  ...words('underline uline ul').map((name) => [name, 'underline'] as const),
  ['textsc', 'small-capitals'],
  ['textsuperscript', 'superscript'],
  ['textsubscript', 'subscript'],
]);

/** Switches that set the rest of their group in a style; undefined is upright. */
export const STYLE_SWITCHES: ReadonlyMap<string, TextStyle | undefined> = new Map([
  ...words('em it itshape sl slshape').map((name) => [name, 'emphasis'] as const),
  ...words('bf bfseries').map((name) => [name, 'strong'] as const),
  ...words('tt ttfamily').map((name) => [name, 'code'] as const),
  ...words('sc scshape').map((name) => [name, 'small-capitals'] as const),
  ...words('rm rmfamily sf sffamily normalfont upshape mdseries cal').map((name) => [name, undefined] as const),
]);

/** Commands whose argument is shown as it is. */
export const TRANSPARENT = set(`textrm textsf textup textmd textnormal mbox hbox text textnumero uppercase lowercase ensuremath
  MakeUppercase MakeLowercase centerline title section subsection paragraph enquote acro ac acs acf acp acl gls Gls ion num`);

/** Commands that vanish with their arguments (the number): places, lengths, colours. */
export const DROPPED: ReadonlyMap<string, number> = new Map([
  ...words('label vspace hspace color vskip hskip pagestyle thispagestyle bibliographystyle phantom vphantom hphantom index')
    .map((name) => [name, 1] as const),
  ...words('hypersetup footnotemark').map((name) => [name, 1] as const),
  ...words(`noindent indent small scriptsize footnotesize tiny normalsize large Large LARGE huge Huge xspace protect displaystyle
    textstyle ignorespaces centering maketitle bigskip medskip smallskip break nobreak linebreak relax null left right big Big bigg
    Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr limits nolimits nonumber notag hfill hfil vfill allowbreak sloppy leavevmode
    itshape doublespacing singlespacing raggedright boldmath unboldmath nolinebreak snug`).map((name) => [name, 0] as const),
  ...words('textcolor fontsize setlength addtolength').map((name) => [name, 1] as const),
]);

/** Commands that leave a space. */
export const SPACES = set('newline par quad qquad enspace thinspace space newpage linebreak hskip smallbreak medbreak bigbreak and');

/** References to something that is not there: shown as their key in brackets. */
export const REFERENCES = set(`cite citep citet citealp citealt citeauthor citeyear citeyearpar parencite textcite autocite footcite
  Citet Citep onlinecite citenum ref eqref cref Cref autoref pageref`);

/** Mathematical commands and how many arguments they take, set as a formula even where the dollar signs are missing. */
export const MATH_COMMANDS: ReadonlyMap<string, number> = new Map([
  ...words('frac dfrac tfrac binom stackrel overset underset').map((name) => [name, 2] as const),
  ...words(`sqrt mathbb mathcal mathfrak mathscr mathrm mathbf mathsf mathit mathtt boldsymbol bm operatorname bar hat tilde vec dot
    ddot not ce overline widetilde widehat check acute grave breve mathring Bbb frak xrightarrow`).map((name) => [name, 1] as const),
]);

/** Environments that hold a displayed formula, and what the setter knows them as (empty: their content alone). */
export const MATH_ENVIRONMENTS: ReadonlyMap<string, string> = new Map([
  ...words('equation align gather alignat multline').flatMap((name) => [[name, name], [`${name}*`, `${name}*`]] as const),
  ...words('displaymath math equation').map((name) => [name, ''] as const),
  ['equation*', ''],
  ['multline', 'gather'],
  ['multline*', 'gather*'],
  ['eqnarray', 'eqnarray'],
  ['eqnarray*', 'eqnarray'],
  ...words('array cases matrix pmatrix bmatrix vmatrix smallmatrix split aligned').map((name) => [name, name] as const),
]);

/** Customary abbreviations that writers define for themselves and forget to send. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['eg', 'e.g.'], ['ie', 'i.e.'], ['etal', 'et al.'], ['etc', 'etc.'], ['viz', 'viz.'], ['cf', 'cf.'], ['wrt', 'w.r.t.'],
  ['aka', 'a.k.a.'], ['vs', 'vs.'], ['resp', 'resp.'], ['arXiv', 'arXiv'], ['percent', '%'], ['HI', 'H\u202fI'], ['HII', 'H\u202fII'],
  ['msun', 'M⊙'], ['Msun', 'M⊙'], ['Lsun', 'L⊙'], ['lsun', 'L⊙'], ['micron', 'μm'], ['mum', 'μm'], ['um', 'μm'], ['kms', 'km/s'],
  ['arcsec', '″'], ['arcmin', '′'], ['half', '½'],
]);
