/** One of arXiv's categories, under which papers are announced. */
export interface Category {
  code: string;
  name: string;
}

/** Categories as arXiv groups them on its front page; physics is split by archive. */
export interface CategoryGroup {
  /** `cs`, `cond-mat`; `hep` and the like for archives without subjects of their own. */
  code: string;
  name: string;
  categories: readonly Category[];
}

/*
 * arXiv's taxonomy, from https://arxiv.org/category_taxonomy and arXiv's own list (github.com/arXiv/arxiv-base,
 * arxiv/taxonomy/definitions.py). One line for each category: code, name.
 */
const GROUPS: readonly CategoryGroup[] = [
  group('cs', 'Computer Science', `
    cs.AI Artificial Intelligence
    cs.AR Hardware Architecture
    cs.CC Computational Complexity
    cs.CE Computational Engineering, Finance, and Science
    cs.CG Computational Geometry
    cs.CL Computation and Language
    cs.CR Cryptography and Security
    cs.CV Computer Vision and Pattern Recognition
    cs.CY Computers and Society
    cs.DB Databases
    cs.DC Distributed, Parallel, and Cluster Computing
    cs.DL Digital Libraries
    cs.DM Discrete Mathematics
    cs.DS Data Structures and Algorithms
    cs.ET Emerging Technologies
    cs.FL Formal Languages and Automata Theory
    cs.GL General Literature
    cs.GR Graphics
    cs.GT Computer Science and Game Theory
    cs.HC Human-Computer Interaction
    cs.IR Information Retrieval
    cs.IT Information Theory
    cs.LG Machine Learning
    cs.LO Logic in Computer Science
    cs.MA Multiagent Systems
    cs.MM Multimedia
    cs.MS Mathematical Software
    cs.NE Neural and Evolutionary Computing
    cs.NI Networking and Internet Architecture
    cs.OH Other Computer Science
    cs.OS Operating Systems
    cs.PF Performance
    cs.PL Programming Languages
    cs.RO Robotics
    cs.SC Symbolic Computation
    cs.SD Sound
    cs.SE Software Engineering
    cs.SI Social and Information Networks`),
  group('stat', 'Statistics', `
    stat.AP Applications
    stat.CO Computation
    stat.ME Methodology
    stat.ML Machine Learning
    stat.OT Other Statistics`),
  group('eess', 'Electrical Engineering and Systems Science', `
    eess.AS Audio and Speech Processing
    eess.IV Image and Video Processing
    eess.SP Signal Processing
    eess.SY Systems and Control`),
  group('math', 'Mathematics', `
    math.AC Commutative Algebra
    math.AG Algebraic Geometry
    math.AP Analysis of PDEs
    math.AT Algebraic Topology
    math.CA Classical Analysis and ODEs
    math.CO Combinatorics
    math.CT Category Theory
    math.CV Complex Variables
    math.DG Differential Geometry
    math.DS Dynamical Systems
    math.FA Functional Analysis
    math.GM General Mathematics
    math.GN General Topology
    math.GR Group Theory
    math.GT Geometric Topology
    math.HO History and Overview
    math.KT K-Theory and Homology
    math.LO Logic
    math.MG Metric Geometry
    math.NA Numerical Analysis
    math.NT Number Theory
    math.OA Operator Algebras
    math.OC Optimization and Control
    math.PR Probability
    math.QA Quantum Algebra
    math.RA Rings and Algebras
    math.RT Representation Theory
    math.SG Symplectic Geometry
    math.SP Spectral Theory
    math.ST Statistics Theory`),
  group('astro-ph', 'Astrophysics', `
    astro-ph.CO Cosmology and Nongalactic Astrophysics
    astro-ph.EP Earth and Planetary Astrophysics
    astro-ph.GA Astrophysics of Galaxies
    astro-ph.HE High Energy Astrophysical Phenomena
    astro-ph.IM Instrumentation and Methods for Astrophysics
    astro-ph.SR Solar and Stellar Astrophysics`),
  group('cond-mat', 'Condensed Matter', `
    cond-mat.dis-nn Disordered Systems and Neural Networks
    cond-mat.mes-hall Mesoscale and Nanoscale Physics
    cond-mat.mtrl-sci Materials Science
    cond-mat.other Other Condensed Matter
    cond-mat.quant-gas Quantum Gases
    cond-mat.soft Soft Condensed Matter
    cond-mat.stat-mech Statistical Mechanics
    cond-mat.str-el Strongly Correlated Electrons
    cond-mat.supr-con Superconductivity`),
  group('hep', 'High Energy, Nuclear, Quantum and Mathematical Physics', `
    gr-qc General Relativity and Quantum Cosmology
    hep-ex High Energy Physics - Experiment
    hep-lat High Energy Physics - Lattice
    hep-ph High Energy Physics - Phenomenology
    hep-th High Energy Physics - Theory
    math-ph Mathematical Physics
    nucl-ex Nuclear Experiment
    nucl-th Nuclear Theory
    quant-ph Quantum Physics`),
  group('nlin', 'Nonlinear Sciences', `
    nlin.AO Adaptation and Self-Organizing Systems
    nlin.CD Chaotic Dynamics
    nlin.CG Cellular Automata and Lattice Gases
    nlin.PS Pattern Formation and Solitons
    nlin.SI Exactly Solvable and Integrable Systems`),
  group('physics', 'Physics', `
    physics.acc-ph Accelerator Physics
    physics.ao-ph Atmospheric and Oceanic Physics
    physics.app-ph Applied Physics
    physics.atm-clus Atomic and Molecular Clusters
    physics.atom-ph Atomic Physics
    physics.bio-ph Biological Physics
    physics.chem-ph Chemical Physics
    physics.class-ph Classical Physics
    physics.comp-ph Computational Physics
    physics.data-an Data Analysis, Statistics and Probability
    physics.ed-ph Physics Education
    physics.flu-dyn Fluid Dynamics
    physics.gen-ph General Physics
    physics.geo-ph Geophysics
    physics.hist-ph History and Philosophy of Physics
    physics.ins-det Instrumentation and Detectors
    physics.med-ph Medical Physics
    physics.optics Optics
    physics.plasm-ph Plasma Physics
    physics.pop-ph Popular Physics
    physics.soc-ph Physics and Society
    physics.space-ph Space Physics`),
  group('q-bio', 'Quantitative Biology', `
    q-bio.BM Biomolecules
    q-bio.CB Cell Behavior
    q-bio.GN Genomics
    q-bio.MN Molecular Networks
    q-bio.NC Neurons and Cognition
    q-bio.OT Other Quantitative Biology
    q-bio.PE Populations and Evolution
    q-bio.QM Quantitative Methods
    q-bio.SC Subcellular Processes
    q-bio.TO Tissues and Organs`),
  group('q-fin', 'Quantitative Finance', `
    q-fin.CP Computational Finance
    q-fin.GN General Finance
    q-fin.MF Mathematical Finance
    q-fin.PM Portfolio Management
    q-fin.PR Pricing of Securities
    q-fin.RM Risk Management
    q-fin.ST Statistical Finance
    q-fin.TR Trading and Market Microstructure`),
  group('econ', 'Economics', `
    econ.EM Econometrics
    econ.GN General Economics
    econ.TH Theoretical Economics`),
];

/** Categories with two codes: papers carry either, readers know both. */
const ALIASES: Record<string, string> = {
  'cs.NA': 'math.NA',
  'cs.SY': 'eess.SY',
  'math.IT': 'cs.IT',
  'math.MP': 'math-ph',
  'q-fin.EC': 'econ.GN',
  'stat.TH': 'math.ST',
};

/** Archives that were closed, and those that stood as categories before they had any; old papers carry them. */
const OLD: readonly Category[] = categories(`
    acc-phys Accelerator Physics
    adap-org Adaptation, Noise, and Self-Organizing Systems
    alg-geom Algebraic Geometry
    ao-sci Atmospheric-Oceanic Sciences
    astro-ph Astrophysics
    atom-ph Atomic, Molecular and Optical Physics
    bayes-an Bayesian Analysis
    chao-dyn Chaotic Dynamics
    chem-ph Chemical Physics
    cmp-lg Computation and Language
    comp-gas Cellular Automata and Lattice Gases
    cond-mat Condensed Matter
    dg-ga Differential Geometry
    funct-an Functional Analysis
    mtrl-th Materials Theory
    patt-sol Pattern Formation and Solitons
    plasm-ph Plasma Physics
    q-alg Quantum Algebra and Topology
    q-bio Quantitative Biology
    solv-int Exactly Solvable and Integrable Systems
    supr-con Superconductivity`);

const names = new Map([...GROUPS.flatMap((each) => each.categories), ...OLD].map(({ code, name }) => [code, name]));

/** The name of a category of arXiv's, an alias or a closed archive; nothing for codes of other sources. */
export function categoryName(code: string): string | undefined {
  return names.get(canonicalCategory(code));
}

/** The category a code stands for: `math.IT` is `cs.IT`; all others are themselves. */
export function canonicalCategory(code: string): string {
  return Object.hasOwn(ALIASES, code) ? ALIASES[code]! : code;
}

/** The other code of the same category: `math.IT` for `cs.IT` and the reverse. */
export function categoryAlias(code: string): string | undefined {
  return Object.hasOwn(ALIASES, code) ? ALIASES[code] : Object.keys(ALIASES).find((alias) => ALIASES[alias] === code);
}

/** All categories a paper can be announced in today, by group; aliases and closed archives are left out. */
export function categoryGroups(): readonly CategoryGroup[] {
  return GROUPS;
}

function group(code: string, name: string, lines: string): CategoryGroup {
  return { code, name, categories: categories(lines) };
}

function categories(lines: string): Category[] {
  return lines.trim().split('\n').map((line) => {
    const [code = '', ...name] = line.trim().split(' ');
    return { code, name: name.join(' ') };
  });
}
