/** The value of a conditional formula, read from the text of formula and sheet: the second method. */
export function recalculated(formula: string, sheet: string): number {
  const rows = sheet
    .split('\n')
    .slice(3)
    .map((line) =>
      line
        .split('|')
        .slice(2, -1)
        .map((text) => text.trim()),
    );
  const columnOf = (range = '') => rows.map((row) => row['ABCDE'.indexOf(range.charAt(0))] ?? '');
  const numbers = formula
    .slice(1)
    .replaceAll(/([A-Z]+)\(((?:[^()]|\([^()]*\))*)\)/g, (_, name: string, inner: string) => {
      if (name === 'SUMPRODUCT') {
        const factors = inner.split('*').map((factor) => factorValues(factor, columnOf));
        return String(
          rows.reduce(
            (sum, _row, line) =>
              sum + factors.reduce((product, values) => product * (values[line] ?? 0), 1),
            0,
          ),
        );
      }
      const parts = inner.split(',');
      const isLate = name === 'SUMIF' || name.startsWith('COUNT');
      const criteria =
        name === 'SUM'
          ? []
          : isLate
            ? parts.slice(0, name === 'SUMIF' ? 2 : parts.length)
            : parts.slice(1);
      const source = columnOf(name === 'SUMIF' ? parts[2] : parts[0]);
      const kept = source.filter((_, line) =>
        criteria.every(
          (part, index) =>
            index % 2 === 1 ||
            meets(columnOf(part)[line] ?? '', (criteria[index + 1] ?? '').replaceAll('"', '')),
        ),
      );
      if (name.startsWith('COUNT')) return String(kept.length);
      return String(
        name === 'MAXIFS'
          ? Math.max(0, ...kept.map(Number))
          : kept.reduce((sum, text) => sum + Number(text), 0),
      );
    });
  const [, left = '0', sign, right = '0'] = /^(\d+)(?:([-*])(\d+))?$/.exec(numbers) ?? [];
  return sign === '*' ? Number(left) * Number(right) : Number(left) - Number(right);
}

function factorValues(factor: string, columnOf: (range?: string) => string[]): number[] {
  const condition = /^\((\w+:\w+)(=|>=)(.+)\)$/.exec(factor);
  if (condition === null) return columnOf(factor).map(Number);
  const [, range, sign, wanted = ''] = condition;
  return columnOf(range).map((text) =>
    meets(text, `${sign === '=' ? '' : sign}${wanted.replaceAll('"', '')}`) ? 1 : 0,
  );
}

function meets(text: string, criterion: string): boolean {
  if (criterion.startsWith('<>')) return text !== criterion.slice(2);
  if (criterion.startsWith('>=')) return Number(text) >= Number(criterion.slice(2));
  if (criterion.startsWith('<')) return Number(text) < Number(criterion.slice(1));
  return text === criterion;
}

/** The value of a cell, read from the texts of the formulas: the second method. */
export function evaluated(name: string, texts: ReadonlyMap<string, string>): number {
  const value = (part: string): number =>
    /^[A-D]\d$/.test(part) ? evaluated(part, texts) : Number(part);
  const text = (texts.get(name) ?? '').replace(/^=/, '');
  const condition = /^IF\((\w+)>(\w+),(\w+)-(\d+),(\w+)\+(\d+)\)$/.exec(text);
  if (condition !== null) {
    const [, a = '', b = '', c = '', d = '', e = '', f = ''] = condition;
    return value(a) > value(b) ? value(c) - Number(d) : value(e) + Number(f);
  }
  const remainder = /^MOD\(ABS\((\w+)\),(\d+)\)$/.exec(text);
  if (remainder !== null) return Math.abs(value(remainder[1] ?? '')) % Number(remainder[2]);
  const highest = /^MAX\((\w+),(\w+)\)-(\d+)$/.exec(text);
  if (highest !== null)
    return Math.max(value(highest[1] ?? ''), value(highest[2] ?? '')) - Number(highest[3]);
  const terms = /^(-?\w+)([+-])(\w+)(?:\*(\d+))?$/.exec(text);
  if (terms === null) return Number(text);
  const [, left = '', sign, right = '', factor = '1'] = terms;
  return value(left) + (sign === '-' ? -1 : 1) * value(right) * Number(factor);
}
