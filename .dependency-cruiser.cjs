const { readFileSync } = require('node:fs');

// Who may import whom (docs/architecture.md). A forbidden import fails `npm run check`.
const modules = ['common', 'graph', 'engine', 'nodes', 'runtime', 'ui', 'cli'];
const allowed = {
  common: [],
  graph: ['common'],
  engine: ['common'],
  nodes: ['common', 'graph', 'engine'],
  runtime: ['common', 'graph', 'engine', 'nodes'],
  ui: ['common', 'graph', 'nodes', 'runtime'],
  cli: ['common', 'graph', 'engine', 'nodes', 'runtime'],
};

/** The folders of src/ui from bottom to top, as docs/architecture.md lists them. */
const [, list = ''] = readFileSync('docs/architecture.md', 'utf8').split(/<!-- \/?layers -->/);
const layers = [...list.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, folder]) => folder);
const inLayers = (folders) => `^src/ui/(${folders.join('|')})/`;

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^src' }, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: { path: '^src' },
      to: { couldNotResolve: true },
    },
    ...modules.map((own) => ({
      name: `${own}-imports-only-${allowed[own].join('-') || 'itself'}`,
      severity: 'error',
      from: { path: `^src/${own}/` },
      to: {
        path: '^src/',
        pathNot: [own, ...allowed[own]].map((name) => `^src/${name}/`),
      },
    })),
    ...layers.map((layer, height) => ({
      name: `${layer}-imports-no-higher-layer`,
      comment: 'The layers of the page stand in docs/architecture.md, bottom to top.',
      severity: 'error',
      from: { path: inLayers([layer]) },
      to: { path: '^src/ui/', pathNot: inLayers(layers.slice(0, height + 1)) },
    })),
    ...[
      { from: { path: '^src/ui/.+/', pathNot: inLayers(layers) }, to: {} },
      { from: {}, to: { path: '^src/ui/.+/', pathNot: inLayers(layers) } },
    ].map((unlisted) => ({
      name: 'every-folder-is-a-layer',
      comment: 'List the folder among the layers of the page in docs/architecture.md.',
      severity: 'error',
      ...unlisted,
    })),
    {
      name: 'ui-never-runs-nodes',
      comment: 'The page describes nodes; the worker runs them.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '/run\\.ts$|^src/nodes/runs\\.ts$' },
    },
    {
      name: 'definitions-are-pure',
      comment: 'A definition must load in the page without TensorFlow.js.',
      severity: 'error',
      from: {
        path: '^src/(graph|nodes)/',
        pathNot: '/run\\.ts$|^src/nodes/runs\\.ts$|^src/nodes/_run/',
      },
      to: { path: '@tensorflow|^src/engine/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'tensorflow-only-in-engine',
      severity: 'error',
      from: { path: '^src/(ui|graph|nodes|runtime|cli|common)/' },
      to: { path: '@tensorflow' },
    },
    {
      name: 'engine-through-its-doors',
      comment:
        'engine/index.ts loads TensorFlow.js; engine/picture/index.ts is for what must do without. Only the hosts, which start threads and choose backends, take parts of it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engine/|^src/runtime/(node|worker)/' },
      to: { path: '^src/engine/', pathNot: '^src/engine/(picture/)?index\\.ts$' },
    },
    {
      name: 'react-only-in-ui',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/ui/' },
      to: { path: 'node_modules/(@types/)?(react|react-dom|@xyflow)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
