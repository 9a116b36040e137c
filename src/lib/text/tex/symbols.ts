// Commands that stand for one character, in text as well as in mathematics. Pairs of name and character.
const GREEK = `alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω digamma ϝ`;

const LETTERLIKE = `ell ℓ hbar ℏ hslash ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ gimel ℷ daleth ℸ partial ∂ nabla ∇
infty ∞ backslash ∖ circledR ® emptyset ∅ varnothing ∅ angle ∠ measuredangle ∡ triangle △ square □ Box □ blacksquare ■ Diamond ◇ lozenge ◊
bigstar ★ star ⋆ ast ∗ dagger † dag † ddagger ‡ ddag ‡ prime ′ backprime ‵ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ flat ♭
natural ♮ sharp ♯ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ surd √ top ⊤ bot ⊥ degree ° mho ℧ eth ð complement ∁ Bbbk 𝕜
checkmark ✓ hexagon ⬡ sun ☉ astrosun ☉ earth ⊕ Mars ♂ male ♂ female ♀ diameter ⌀ micro µ ohm Ω celsius ℃ euro € pounds £
textmu µ textdegree ° textohm Ω textonehalf ½ textonequarter ¼ textthreequarters ¾`;

/** Names that writers give to number sets and Greek letters themselves, everywhere the same. */
const CUSTOMARY = `R ℝ Z ℤ N ℕ Q ℚ C ℂ RR ℝ ZZ ℤ NN ℕ QQ ℚ CC ℂ eps ε veps ε Om Ω lam λ vphi φ`;

const BINARY = `pm ± mp ∓ times × div ÷ cdot ⋅ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ cap ∩ cup ∪ sqcap ⊓
sqcup ⊔ uplus ⊎ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿ diamond ⋄ bigtriangleup △
bigtriangledown ▽ triangleleft ◁ triangleright ▷ ltimes ⋉ rtimes ⋊ bowtie ⋈ boxtimes ⊠ boxplus ⊞ rightthreetimes ⋌
leftthreetimes ⋋ dotplus ∔ bigcirc ○ centerdot ⋅`;

const RELATION = `le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ equiv ≡ sim ∼ simeq ≃ approx ≈ cong ≅ asymp ≍ doteq ≐
propto ∝ varpropto ∝ ll ≪ gg ≫ lll ⋘ ggg ⋙ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ lsim ≲ gsim ≳ lessgtr ≶ prec ≺ succ ≻
preceq ⪯ succeq ⪰ precsim ≾ succsim ≿ in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋
sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ mid ∣ nmid ∤ parallel ∥ nparallel ∦ perp ⟂ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨
Vdash ⊩ nvdash ⊬ trianglelefteq ⊴ trianglerighteq ⊵ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ triangleq ≜ coloneqq ≔ nleq ≰ ngeq ≱ nless ≮
ngtr ≯ ncong ≇ nsim ≁ therefore ∴ because ∵ smile ⌣ frown ⌢ between ≬ pitchfork ⋔`;

const ARROW = `to → rightarrow → leftarrow ← gets ← uparrow ↑ downarrow ↓ leftrightarrow ↔ updownarrow ↕ Rightarrow ⇒ Leftarrow ⇐
Uparrow ⇑ Downarrow ⇓ Leftrightarrow ⇔ iff ⟺ implies ⟹ impliedby ⟸ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵
longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ hookrightarrow ↪ hookleftarrow ↩ nearrow ↗ searrow ↘
swarrow ↙ nwarrow ↖ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌
leftrightharpoons ⇋ twoheadrightarrow ↠ rightsquigarrow ⇝ leadsto ⇝ rightarrowtail ↣ curvearrowright ↷ curvearrowleft ↶
circlearrowright ↻ circlearrowleft ↺ rightrightarrows ⇉ upharpoonright ↾ restriction ↾ nrightarrow ↛ dashrightarrow ⇢
xrightarrow → xleftarrow ←`;

const LARGE = `sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigsqcup ⨆ bigvee ⋁ bigwedge ⋀ bigoplus ⨁
bigotimes ⨂ bigodot ⨀ biguplus ⨄`;

const DELIMITER = `langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ lbrace { rbrace }
lbrack [ rbrack ] ulcorner ⌜ urcorner ⌝ llbracket ⟦ rrbracket ⟧ colon :`;

const DOTS = `dots … ldots … dotsc … dotsb … dotso … dotsm … dotsi … cdots ⋯ vdots ⋮ ddots ⋱ textellipsis …`;

/** Names that are set upright as they are: `\log`. */
const FUNCTIONS = `arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr
sec sin sinh sup tan tanh mod bmod argmax argmin injlim projlim`;

/** Characters that only text has. */
const TEXT_ONLY = `ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł ss ß SS ẞ aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ S § P ¶
copyright © textcopyright © textregistered ® texttrademark ™ TM ™ trademark ™ textsection § textparagraph ¶ textbullet •
textperiodcentered · textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ”
textquotesingle ' textquotedbl " lq ‘ rq ’ guillemotleft « guillemotright » guillemetleft « guillemetright » flqq « frqq » glqq „
grqq “ quotedblbase „ quotesinglbase ‚ textless < textgreater > textbar | textunderscore _ textasciitilde ~ textasciicircum ^
textdollar $ textpercent % textexclamdown ¡ textquestiondown ¿ textonesuperior ¹ texttwosuperior ² textthreesuperior ³
textordfeminine ª textordmasculine º texttimes × textpm ± texteuro € textsterling £ textyen ¥ textcent ¢ textrightarrow →
textleftarrow ← textuparrow ↑ textdownarrow ↓ textasteriskcentered * textasciigrave \` textbackslash \\ textlangle ⟨ textrangle ⟩
textbraceleft { textbraceright } slash / And & lbrack [ rbrack ] LaTeX LaTeX TeX TeX LaTeXe LaTeX BibTeX BibTeX XeTeX XeTeX`;

function table(...lists: string[]): ReadonlyMap<string, string> {
  const words = lists.join(' ').split(/\s+/);
  return new Map(words.flatMap((name, index) => (index % 2 === 0 ? [[name, words[index + 1] ?? ''] as const] : [])));
}

/** `alpha` → `α`: what a command without arguments stands for in mathematics. */
export const MATH_SYMBOLS = table(GREEK, LETTERLIKE, CUSTOMARY, BINARY, RELATION, ARROW, LARGE, DELIMITER, DOTS);
/** `ss` → `ß`: letters, signs and logos of running text. */
export const TEXT_SYMBOLS = table(TEXT_ONLY);
/** `log`: operators whose name is what is printed. */
export const FUNCTION_NAMES: ReadonlySet<string> = new Set(FUNCTIONS.split(/\s+/));
/** Signs that stand between two things, with space around them when the writer left some. */
export const SPACED_SIGNS: ReadonlySet<string> = new Set(table(BINARY, RELATION, ARROW).values());
