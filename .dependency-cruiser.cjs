// Who may import whom. `architecture.md` draws the layers; each rule here says what it protects.
const TEXT = '^shared/note/(?!planners/|queries/)';
/** What decides: one folder per noun of the product. They may use the layers below, and each other without cycles. */
const BELOW_NOUNS = '^shared/(control-characters|errors|encoding\\.d|near-words|note|policy|settings|vault)';

/** Lower to higher: each may use those before it, so a change of one never asks for a change below it. */
const NOUNS = ['story', 'knowledge', 'proposal', 'integrity', 'health'];

const nounsInOrder = NOUNS.slice(0, -1).map((noun, index) => ({
  name: `${noun}-knows-only-lower-nouns`,
  comment: `The order of the nouns is ${NOUNS.join(', ')}.`,
  severity: 'error',
  from: { path: `^shared/${noun}/` },
  to: { path: `^shared/(${NOUNS.slice(index + 1).join('|')})/` },
}));

/** A package that is dangerous or expensive, and the one place that may import it. */
function caged(name, path, comment) {
  return {
    name: `caged-${name}`,
    comment,
    severity: 'error',
    from: { path: '^(shared|cli|plugin)/', pathNot: path },
    to: { path: `node_modules/${name}/` },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one module. Types may refer to each other: they are gone when the code runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-knows-no-face',
      comment: 'The core is imported by the command line and the plugin, never the other way.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(cli|plugin|test|bench|scripts)/' },
    },
    {
      name: 'core-is-pure',
      comment: 'Only shared/node/ knows a host; the rest reaches it through ports.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '^shared/node/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-does-not-pick-its-host',
      comment: 'Adapters are handed to the core by the face that starts it.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '^shared/node/' },
      to: { path: '^shared/node/' },
    },
    {
      name: 'adapters-decide-nothing',
      comment: 'What a host does for the core is files, lock, clock and hash; rules of the product are above it.',
      severity: 'error',
      from: { path: '^shared/node/' },
      to: { path: '^shared/', pathNot: '^shared/(node/|vault/|control-characters|errors|encoding\\.d)' },
    },
    {
      name: 'text-knows-only-text',
      comment: 'The text of a note is read and edited by functions from text to text.',
      severity: 'error',
      from: { path: TEXT },
      to: { path: '^shared/', pathNot: [TEXT, '^shared/(control-characters|errors)'] },
    },
    {
      name: 'engine-knows-no-noun',
      comment: 'The write path is the same whatever is written.',
      severity: 'error',
      from: { path: '^shared/(vault|settings|policy)/' },
      to: { path: '^shared/', pathNot: BELOW_NOUNS },
    },
    {
      name: 'engine-knows-no-use-case',
      comment: 'Planners are run by the engine, never imported by it.',
      severity: 'error',
      from: { path: '^shared/(vault|policy)/' },
      to: { path: '^shared/(note|settings)/(planners|queries)' },
    },
    {
      name: 'answers-are-only-a-shape',
      comment: 'What both faces wrap around any answer.',
      severity: 'error',
      from: { path: '^shared/answer/' },
      to: { path: '^shared/', pathNot: '^shared/(answer/|errors)' },
    },
    {
      name: 'core-does-not-word-answers',
      comment: 'A noun decides; the face that was asked says it.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '^shared/answer/' },
      to: { path: '^shared/answer/' },
    },
    {
      name: 'nouns-of-commands-are-apart',
      comment: 'What two nouns of the command line share lies beside their folders, in cli/.',
      severity: 'error',
      from: { path: '^cli/commands/([^/.]+)' },
      to: { path: '^cli/commands/', pathNot: '^cli/commands/$1(/|\\.ts$)' },
    },
    {
      name: 'tables-of-verbs-are-light',
      comment: 'Every start reads them: they import types, other tables, and what a verb does only inside `load`.',
      severity: 'error',
      from: { path: '^cli/verbs/' },
      to: { pathNot: '^cli/(verbs/|common-options|list-options)', dependencyTypesNot: ['type-only', 'dynamic-import'] },
    },
    {
      name: 'plugin-is-not-the-command-line',
      comment: 'The two faces share the core and nothing else.',
      severity: 'error',
      from: { path: '^(plugin|cli)/' },
      to: { path: '^(plugin|cli)/', pathNot: '^$1/' },
    },
    {
      name: 'node-is-loaded-on-desktop-only',
      comment: 'A phone has no Node: what needs it is behind plugin/desktop.ts, which is imported when the engine starts on a desktop.',
      severity: 'error',
      from: { path: '^plugin/', pathNot: '^plugin/desktop\\.ts$' },
      to: { path: '^shared/node/|^node:', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'desktop-is-loaded-lazily',
      comment: 'As the rule before.',
      severity: 'error',
      from: { path: '^plugin/' },
      to: { path: '^plugin/desktop\\.ts$', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    ...nounsInOrder,
    caged('gray-matter', '^shared/note/frontmatter\\.ts$', 'Its own engines evaluate notes, and it keeps a cache that callers can change.'),
    caged('yaml', '^shared/note/', 'Notes and settings go through one scanner first; nobody else parses YAML.'),
    caged('proper-lockfile', '^shared/node/lock\\.ts$', 'Its takeover by age makes two holders unless it is called as lock.ts does.'),
    caged('commander', '^cli/', 'The command line\'s.'),
    caged('minisearch', '^shared/search/live-index\\.ts$', 'For processes that live; the command line ranks by the single pass.'),
    caged('re2js', '^shared/search/linear-regex\\.ts$', 'Large: loaded only by a search that has a pattern.'),
    {
      name: 'only-declared-packages',
      comment: 'What the product runs with stands in `dependencies`.',
      severity: 'error',
      from: { path: '^(shared|cli)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolves',
      comment: 'But for the app itself: its package is types, and the app brings the code.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^obsidian$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|demo-vault)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
