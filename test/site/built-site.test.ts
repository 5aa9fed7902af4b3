import { after, before, describe } from 'node:test';
import { checkBrowser } from './browser-checks.ts';
import { type BuiltSite, buildFixtureSite } from './build-fixture.ts';
import { checkDistribution } from './distribution-checks.ts';
import { checkPages } from './page-checks.ts';
import { checkWeights } from './weight-checks.ts';

describe('the site built from the fixture', () => {
  let built: BuiltSite | undefined;
  const site = (): BuiltSite => {
    if (built === undefined) throw new Error('the site is not built yet');
    return built;
  };

  before(async () => {
    built = await buildFixtureSite();
  });
  after(() => built?.[Symbol.asyncDispose]());

  checkPages(site);
  checkDistribution(site);
  checkWeights(site);
  checkBrowser(site);
});
