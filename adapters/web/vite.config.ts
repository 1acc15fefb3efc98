// How the page is built: what `dist/adapters/page/` has in it, and nothing that a strict Content-Security-Policy refuses.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: folder('.'),
  // the page lies below a path with a token in it, which nobody knows before
  base: './',
  publicDir: false,
  resolve: { alias: { '@xmpp/resolve': folder('./playground/no-discovery.ts') } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: folder('../../dist/adapters/page'),
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: 'chrome123',
    // one style sheet, and no pictures as data in it
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
});
