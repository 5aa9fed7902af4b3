// Each function by its specification; "s" holds its numbers, and those of a wrong one differ.
const FUNCTIONS = {
  fee(s, weight, total) {
    const light = weight <= s.first;
    const heavy = weight > s.second;
    const covered = s.strict ? light : !heavy;
    if (s.rebate && covered && !(total < s.free)) return 0;
    if (light) return s.low;
    return heavy ? s.high : s.middle;
  },
  special(s, n) {
    if (s.begin && n < s.start) return false;
    const divides = (divisor) => n % divisor === 0;
    if (!s.exception) return divides(s.p);
    return divides(s.p) && (divides(s.r) || !divides(s.q));
  },
  pay(s, hours, day) {
    let sum = 0;
    for (let hour = 1; hour <= hours; hour += 1) {
      if (s.capped && hour > s.most) break;
      sum += hour > s.normal ? s.rate + s.extra : s.rate;
    }
    const sunday = day === 7 || (s.saturday && day === 6);
    if (s.feast && sunday && (hours >= 1 || s.lazy)) sum += s.sunday;
    return sum;
  },
  grade(s, points, bonus) {
    const sum = bonus === 1 ? points + s.bonus : points;
    if (points >= s.good) return 2;
    if (!s.cap && sum >= s.good) return 2;
    if (sum >= s.pass) return 1;
    if (!s.rescue || bonus === 1) return 0;
    return (s.wide ? points >= s.near : points === s.near) ? 1 : 0;
  },
};

// biome-ignore lint/correctness/noUnusedVariables: whoever runs this file calls it by its name
function score({ answer, variables }) {
  let tests;
  try {
    tests = JSON.parse(answer);
  } catch {
    return { score: 0, reason: 'the answer is no JSON' };
  }
  const isTest = (test) => test && Array.isArray(test.args) && test.expected !== undefined;
  if (!Array.isArray(tests) || tests.length === 0 || !tests.every(isTest))
    return { score: 0, reason: 'the answer is no list of { args, expected }' };
  if (tests.length > variables.most)
    return { score: 0, reason: `${tests.length} tests, at most ${variables.most} are allowed` };
  const run = FUNCTIONS[variables.kind];
  const wrong = tests.find((test) => run(variables.settings, ...test.args) !== test.expected);
  if (wrong)
    return { score: 0, reason: `the right function fails ${JSON.stringify(wrong)}`.slice(0, 200) };
  const missed = variables.wrong.filter((change) => {
    const settings = { ...variables.settings, ...change };
    return tests.every((test) => run(settings, ...test.args) === test.expected);
  });
  const all = variables.wrong.length;
  const told = missed.length > 0 ? `, not ${JSON.stringify(missed[0])}` : '';
  return {
    score: (all - missed.length) / all,
    reason: `tells ${all - missed.length} of ${all} wrong functions${told}`.slice(0, 200),
  };
}
