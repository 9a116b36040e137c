const pairs = (list: string): [string, string][] =>
  list.trim().split(/\s*\n\s*/).flatMap((line) => {
    const [names = '', body = ''] = line.split(/\s*=\s*/);
    return names.split(/\s+/).map((name): [string, string] => [`\\${name}`, body]);
  });

const repeated = (prefix: string, letters: string, command: string): [string, string][] =>
  [...letters].map((letter) => [`\\${prefix}${letter}`, `\\${command}{${letter}}`]);
const doubled = (letters: string): [string, string][] => [...letters].map((letter) => [`\\${letter}${letter}`, `\\mathbb{${letter}}`]);

const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Commands that Temml lacks, and those that writers define for themselves and forget to send, where custom leaves one
 * meaning: blackboard capitals, calligraphic capitals, short names of Greek letters.
 */
export const MACROS: Readonly<Record<string, string>> = Object.fromEntries([
  ...repeated('cal', CAPITALS, 'mathcal'),
  ...repeated('bb', CAPITALS, 'mathbb'),
  ...repeated('b', 'CRZNQFTHEPS', 'mathbb'),
  ...repeated('c', CAPITALS.replace('R', ''), 'mathcal'),
  ...repeated('', 'CFQEK', 'mathbb'),
  ...doubled('ACDEFHKNPQRTZ'),
  ...pairs(String.raw`
    mbox hbox textnormal textsl textsc = \text{#1}
    Cal mc ca mathcalo = \mathcal{#1}
    mathbbm mathds ds bb db = \mathbb{#1}
    fr goth Lie = \mathfrak{#1}
    scr = \mathscr{#1}
    kk = \mathbb{k}
    id = \operatorname{id}
    H = \operatorname{H}
    d = \mathrm{d}
    i = \mathrm{i}
    wt = \widetilde{#1}
    wh = \widehat{#1}
    ov ol = \overline{#1}
    mb bs = \mathbf{#1}
    eps ep veps ve = \varepsilon
    al = \alpha
    ga = \gamma
    de = \delta
    la lam = \lambda
    La = \Lambda
    om = \omega
    Om = \Omega
    Ga = \Gamma
    De = \Delta
    si sg = \sigma
    Si = \Sigma
    ka kap = \kappa
    vp vphi = \varphi
    ze = \zeta
    ra rar = \rightarrow
    lra = \longrightarrow
    lsim = \lesssim
    gsim = \gtrsim
    ot = \otimes
    co = \colon
    half = \tfrac{1}{2}
    bigO bigo Oh = O
    bigOh = O
    cx complexes = \mathbb{C}
    Real reals = \mathbb{R}
    nats = \mathbb{N}
    Rn = \mathbb{R}^n
    Msun = M_\odot
    Lsun = L_\odot
    textgreater = >
    textless = <
    abs = \left|#1\right|
    norm = \left\|#1\right\|
    floor = \lfloor #1\rfloor
    ceil = \lceil #1\rceil
    paren = \left(#1\right)
    degree = {}^{\circ}
    micro = \mu
    thinspace = \,
    sp = ^{#1}
    sb = _{#1}
  `),
]);
