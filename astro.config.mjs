import react from '@astrojs/react';
import { defineConfig } from 'astro/config';

const site = process.env.BENCHMARKHUB_SITE;

export default defineConfig({
  ...(site ? { site } : {}),
  base: process.env.BENCHMARKHUB_BASE || '/',
  srcDir: './site',
  publicDir: './site/public',
  outDir: process.env.BENCHMARKHUB_OUT || './dist',
  output: 'static',
  // For the builder and the page that runs benchmarks; no other page loads anything of it.
  integrations: [react()],
  trailingSlash: 'always',
  prerenderConflictBehavior: 'error',
  // The default, 'jsx', eats the spaces between inline elements that stand on lines of their own.
  compressHTML: true,
  // One small style sheet for all pages: fetched once, and the policy needs no hash of it.
  build: { inlineStylesheets: 'never' },
  // The search is one file that is fetched when its box is used.
  vite: { build: { cssCodeSplit: false }, worker: { format: 'es' } },
  // Highlighting writes style attributes, which the policy below refuses.
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
      ],
    },
  },
});
