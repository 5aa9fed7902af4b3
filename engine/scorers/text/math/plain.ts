/** What Unicode writes as one character, in LaTeX. */
const CHARACTERS: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '×': '\\times ',
  '·': '\\cdot ',
  '⋅': '\\cdot ',
  '∙': '\\cdot ',
  '∗': '*',
  '÷': '/',
  '∕': '/',
  '⁄': '/',
  '√': '\\sqrt ',
  '∛': '\\sqrt[3] ',
  π: '\\pi ',
  '∞': '\\infty ',
  '≤': '\\le ',
  '⩽': '\\le ',
  '≥': '\\ge ',
  '⩾': '\\ge ',
  '≠': '\\ne ',
  '≈': '\\approx ',
  '∈': '\\in ',
  '∪': '\\cup ',
  '∩': '\\cap ',
  '∖': '\\setminus ',
  '±': '\\pm ',
  '∓': '\\mp ',
  '∅': '\\emptyset ',
  '°': '^\\circ ',
  '½': '\\frac{1}{2}',
  '⅓': '\\frac{1}{3}',
  '⅔': '\\frac{2}{3}',
  '¼': '\\frac{1}{4}',
  '¾': '\\frac{3}{4}',
  '⅕': '\\frac{1}{5}',
  '⅙': '\\frac{1}{6}',
  '⅛': '\\frac{1}{8}',
  '⅜': '\\frac{3}{8}',
  '⅝': '\\frac{5}{8}',
  '⅞': '\\frac{7}{8}',
  α: '\\alpha ',
  β: '\\beta ',
  γ: '\\gamma ',
  δ: '\\delta ',
  ε: '\\epsilon ',
  θ: '\\theta ',
  λ: '\\lambda ',
  μ: '\\mu ',
  ρ: '\\rho ',
  σ: '\\sigma ',
  τ: '\\tau ',
  φ: '\\phi ',
  ϕ: '\\phi ',
  ω: '\\omega ',
  Δ: '\\Delta ',
  '⌊': '\\lfloor ',
  '⌋': '\\rfloor ',
  '⌈': '\\lceil ',
  '⌉': '\\rceil ',
  '…': '\\dots ',
};
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** Words that come after a number and say nothing of its value. */
const UNIT_WORDS =
  /(?<=[\d})\]%a-z]\s?)(?:\s|(?<=[\d})]))(?:(?:square|cubic|sq\.?)\s)?(?:units?|(?:centi|milli|kilo)?met(?:er|re)s?|inch(?:es)?|feet|foot|yards?|miles?|(?:kilo|milli)?grams?|pounds?|ounces?|lit(?:er|re)s?|gallons?|hours?|minutes?|seconds?|days?|weeks?|months?|years?|degrees?|radians?|dollars?|cents?|euros?|mph|cm|mm|km|kg|percent(?:age)?|pct)(?:\^?\{?[23]\}?)?\.?$/i;

/**
 * A text in one spelling of LaTeX: without dollar signs, spacing, sizes, styles, units in
 * `\text{}`, degree signs and the full stop of a sentence. What it says stays the same.
 */
export function plainMathematics(text: string): string {
  const ascii = [...text].map((char) => CHARACTERS[char] ?? char).join('');
  const plain = withoutUnits(withoutStyle(plainScripts(ascii).normalize('NFKC')));
  return plain.replace(/[.,;:\s]+$/, '').trim();
}

/** Words alone: letters and digits, everything else a space, lower case. */
export function plainWords(text: string): string {
  return text
    .replaceAll(/\\(?:text|textbf|textit|textrm|mathrm|mathbf|mbox|boxed)(?![A-Za-z])/g, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function plainScripts(text: string): string {
  return text
    .replaceAll(/([⁺⁻]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,20})/g, (_, sign: string, digits: string) => {
      return `^{${sign === '⁻' ? '-' : ''}${translate(digits, SUPERSCRIPTS)}}`;
    })
    .replaceAll(/[₀₁₂₃₄₅₆₇₈₉]{1,20}/g, (digits) => `_{${translate(digits, SUBSCRIPTS)}}`)
    .replaceAll(/ⁿ/g, '^{n}');
}

function translate(digits: string, alphabet: string): string {
  return [...digits].map((digit) => alphabet.indexOf(digit)).join('');
}

function withoutStyle(text: string): string {
  return text
    .replaceAll(/,\\!\s?|\{\s?,\s?\}/g, '{,}')
    .replaceAll(/(?<=\d)\{,\}(?=\d{3})/g, '')
    .replaceAll(
      /(?<!\\)\\[,;:!> ]|\\(?:q?quad|displaystyle|textstyle|limits|left|right|[bB]igg?[lr]?)(?![A-Za-z])|~/g,
      ' ',
    )
    .replaceAll(/(?<!\\)\\[()[\]$]|[$€£₹]/g, ' ')
    .replaceAll(/\s?\^\s?(?:\{\s?\\circ\s?\}|\\circ(?![a-z]))|\\degree(?![a-z])/g, ' ')
    .replaceAll(/\\[dtc]frac(?![a-z])/g, '\\frac')
    .replaceAll(/\\[dt]binom(?![a-z])/g, '\\binom')
    .replaceAll(/\\(?:lvert|rvert|vert|mid)(?![a-z])/g, '|')
    .replaceAll(/\\lbrace(?![a-z])/g, '\\{')
    .replaceAll(/\\rbrace(?![a-z])/g, '\\}')
    .replaceAll(/(\d*\.\d*)\s?\\(?:overline|bar)\s?\{(\d{1,40})\}/g, '$1‾$2‾')
    .replaceAll(
      /\\(?:mathrm|mathbf|mathit|mathsf|mathbb|operatorname\*?|boldsymbol|vec|hat)\s?\{([^{}]{0,200})\}/g,
      ' $1 ',
    )
    .replaceAll('\\%', '%')
    .replaceAll('**', '^');
}

/** Text after a value is its unit; “and” and “or” separate answers; other text stays. */
function withoutUnits(text: string): string {
  return text
    .replaceAll(/\\(?:text|textrm|textnormal|mbox|textbf|textit)\s?\{([^{}]{0,200})\}/g, unitText)
    .replaceAll(/(?<![A-Za-z\\])(?:and|or)(?![A-Za-z])/g, ',')
    .replaceAll(/,(?:\s?,)+/g, ',')
    .trim()
    .replace(/(?<=\d)\s?(?:percent(?:age)?|pct)\.?$/i, '%')
    .replace(UNIT_WORDS, '');
}

function unitText(_match: string, words: string, at: number, whole: string): string {
  if (/^\s*(?:and|or)\s*$/.test(words)) return ',';
  if (/^\s*[-\d.,/()]+\s*$|^\s*\(?[A-Z]\)?\s*$/.test(words)) return ` ${words} `;
  return /[\d}\])A-Za-z%]\s*$/.test(whole.slice(0, at)) ? ' ' : ` ${words} `;
}
