import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = process.env.QUOIN_API ?? 'http://localhost:3000'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  // The server puts a fresh nonce in its place with every page it hands out.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    // Browsers that know light-dark() and CSS nesting; older targets make Lightning CSS rewrite both wrongly.
    cssTarget: ['chrome125', 'firefox128', 'safari18'],
    // A font inlined into CSS would break "font-src 'self'".
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|@tanstack)\//, priority: 20 },
            {
              name: 'mantine',
              test: /node_modules\/(@mantine|@floating-ui|react-remove-scroll)/,
              priority: 10,
            },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': api } },
})
