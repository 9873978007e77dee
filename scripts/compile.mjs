/**
 * The scripts and the packages that they are made of as a few JavaScript files, kept under .cache/code by what they
 * were made from. Loading eight hundred modules through tsx costs more than everything else that a command does before it begins.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const RECIPE = 'code 7';
const DAY_MS = 86_400_000;

/** Packages that bring files of their own, or that few commands need, stay where they are. */
const EXTERNAL = [
  '@11ty/eleventy',
  '@neslinesli93/qpdf-wasm',
  'chrome-launcher',
  'esbuild',
  'lcms-wasm',
  'pagefind',
  'pdfjs-dist',
  'sharp',
  'subset-font',
  'tsx',
];

/** Every file that the code is made from, by time and size: its name is theirs. */
function stampOf(root) {
  const hash = createHash('sha256').update(`${RECIPE} ${process.version}`);
  const add = (path) => {
    const { mtimeMs, size } = fs.statSync(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  };
  for (const folder of ['scripts', 'styles', 'layouts']) {
    for (const name of fs.readdirSync(join(root, folder), { recursive: true }).toSorted())
      if (/\.(?:m?[jt]s|html)$/.test(name)) add(join(folder, name));
  }
  for (const file of ['eleventy.config.ts', 'package-lock.json', 'node_modules/.package-lock.json'])
    if (fs.existsSync(join(root, file))) add(file);
  return hash.digest('hex').slice(0, 16);
}

/** A module must go on thinking that it lies where it was written: it looks for files beside itself. */
const ownAddresses = {
  name: 'own addresses',
  setup(build) {
    build.onLoad({ filter: /[\\/](scripts[\\/].*|eleventy\.config)\.ts$/ }, ({ path }) => {
      const text = fs.readFileSync(path, 'utf8');
      const address = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll('import.meta.url', address), loader: 'ts' };
    });
  },
};

/**
 * Parts of packages that d:mag never comes to, and that would have to be read before anything begins: the browser's driver could download
 * browsers and talk to one over a network; the PDF library could draw SVG.
 */
const LEFT_OUT = {
  'httpUtil.js': ['headHttpRequest', 'httpRequest', 'downloadFile', 'getJSON', 'getText'],
  ws: ['default'],
  'node-html-better-parser': ['parse', 'NodeType'],
};

const leavingOut = {
  name: 'leaving out',
  setup(build) {
    const asked = /^(?:ws|node-html-better-parser|\.{1,2}\/httpUtil\.js)$/;
    build.onResolve({ filter: asked }, ({ path, importer }) =>
      /[\\/](@puppeteer|puppeteer-core|@cantoo)[\\/]/.test(importer)
        ? { path: path.replace(/^\.+\//, ''), namespace: 'left out' }
        : undefined,
    );
    build.onLoad({ filter: /^/, namespace: 'left out' }, ({ path }) => ({
      contents: LEFT_OUT[path]
        .map(
          (name, at) =>
            `const part${at} = () => { throw new Error('${path} is left out'); }; export { part${at} as ${name} };`,
        )
        .join('\n'),
    }));
  },
};

/** The folder with the compiled scripts, made where it is not there: `build.js`, `io/browser.js` … */
export async function compiledScripts(root) {
  const code = join(root, '.cache', 'code');
  const folder = join(code, stampOf(root));
  if (fs.existsSync(folder)) return folder;
  const { build, stop } = await import('esbuild');
  const beside = `${folder}.${process.pid}`;
  const commands = fs.readdirSync(join(root, 'scripts')).filter((name) => name.endsWith('.ts'));
  const scripts = [
    ...commands,
    'io/browser.ts',
    'io/lost-thread.ts',
    'io/dark-thread.ts',
    'io/check-process.ts',
    'io/compare-process.ts',
  ];
  // Eleventy and the model both load the layouts; without this, half a second goes to a loader for TypeScript.
  const layouts = fs
    .readdirSync(join(root, 'layouts'))
    .map((name) => `layouts/${name}/${name}.11ty.ts`)
    .filter((name) => fs.existsSync(join(root, name)));
  const named = (path, name) => ({ in: join(root, path), out: name.replace(/\.ts$/, '') });
  await build({
    entryPoints: [
      ...scripts.map((name) => named(`scripts/${name}`, name)),
      ...layouts.map((name) => named(name, name)),
      named('eleventy.config.ts', 'eleventy.config.ts'),
    ],
    outdir: beside,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: EXTERNAL,
    plugins: [ownAddresses, leavingOut],
    // Packages in the older module format ask for Node's own modules by require().
    banner: {
      js: "import { createRequire as requireHere } from 'node:module'; const require = requireHere(import.meta.url);",
    },
    logLevel: 'silent',
  });
  // What runs in the browser.
  await build({
    entryPoints: [join(root, 'scripts/pages/compose/entry.ts')],
    outfile: join(beside, 'pages/composer.js'),
    bundle: true,
    format: 'iife',
    target: 'chrome130',
    legalComments: 'none',
    logLevel: 'silent',
  });
  // The document that a browser is started with brings its scripts along: nobody has to send them.
  fs.copyFileSync(join(root, 'node_modules/pagedjs/dist/paged.min.js'), join(beside, 'pages/paged.js'));
  const tab = fs.readFileSync(join(root, 'scripts/pages/tab.html'), 'utf8');
  const scripted = ['paged', 'composer'].map((name) => `<script src="${name}.js"></script>`).join('');
  fs.writeFileSync(join(beside, 'pages/tab.html'), tab.replace('</head>', `${scripted}</head>`));
  await build({
    entryPoints: [join(root, 'scripts/pdf/drawing/entry.ts')],
    outfile: join(beside, 'pdf/drawing.js'),
    bundle: true,
    format: 'iife',
    target: 'chrome130',
    legalComments: 'none',
    minify: true,
    define: { 'import.meta.url': '"about:blank"' },
    logLevel: 'silent',
  });
  await build({
    entryPoints: [join(root, 'scripts/studio/page/studio.ts')],
    outfile: join(beside, 'studio/studio.js'),
    bundle: true,
    format: 'iife',
    target: ['chrome120', 'firefox121', 'safari17'],
    legalComments: 'none',
    logLevel: 'silent',
  });
  await build({
    entryPoints: ['reading', 'search'].map((name) => join(root, `scripts/web/screen/${name}.ts`)),
    outdir: join(beside, 'web'),
    bundle: true,
    format: 'iife',
    target: ['chrome109', 'firefox115', 'safari16'],
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  // It leaves a process waiting for more, which holds 100 MB.
  await stop();
  // A process that runs older code may still load parts of it.
  for (const old of fs.readdirSync(code).map((name) => join(code, name))) {
    if (Date.now() - fs.statSync(old).mtimeMs > DAY_MS) fs.rmSync(old, { recursive: true, force: true });
  }
  try {
    fs.renameSync(beside, folder);
  } catch (error) {
    // Another process was quicker, with the same result.
    if (!fs.existsSync(folder)) throw error;
    fs.rmSync(beside, { recursive: true, force: true });
  }
  return folder;
}
