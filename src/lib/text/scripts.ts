// The superscripts and subscripts that Unicode has, in two lines each: what is written, and what stands for it.
const SUPERSCRIPTS = zip(
  '0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθϕφχ′',
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵠᵡ′',
);
const SUBSCRIPTS = zip('0123456789+-−=()aehijklmnoprstuvxβγρϕφχ', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵩᵪ');

function zip(written: string, standing: string): ReadonlyMap<string, string> {
  const signs = [...standing];
  return new Map([...written].map((character, index) => [character, signs[index] ?? '']));
}

/**
 * A superscript (`^`) or subscript (`_`) in plain text: by Unicode's own where it has all of them (`x²`, `aᵢⱼ`); words and
 * what else it lacks in writing: `x_max`, `e^(−λt)`.
 */
export function plainScript(mark: '^' | '_', text: string): string {
  const table = mark === '^' ? SUPERSCRIPTS : SUBSCRIPTS;
  const bare = text.replace(/\s+/g, '');
  if (bare === '') return '';
  if (mark === '^' && /^[∘°′″*†‡]+$/.test(bare)) return bare.replace(/∘/g, '°');
  const signs = [...bare].map((character) => table.get(character));
  if (!/\p{L}{3}/u.test(bare) && signs.every((sign) => sign !== undefined)) return signs.join('');
  return mark + ([...bare].length === 1 || /^[\p{L}\p{N}]+$/u.test(bare) ? bare : `(${text.trim()})`);
}
