// `touchstone init`: makes a folder a governed vault, with the notes that are in it as its first baseline.
import { mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { TouchstoneError } from '../../shared/errors';
import { initialiseVault, type InitialisedItem } from '../../shared/integrity/initialise';
import type { Config, Scope } from '../../shared/settings/config';
import { defaultConfig, initialConfigText, withSettings } from '../../shared/settings/definitions';
import { runSync } from '../../shared/vault/io';
import { writeAnswer } from '../answer';
import { isVault } from '../find-vault';
import { linkedWorktree } from '../git-worktree';
import { proposePrefix } from '../propose-prefix';
import { PROGRAM } from '../usage';
import { alignGitignore } from '../vault-gitignore';
import type { Invocation, Run } from '../verb';

export const init: Run = (call) => {
  const { context } = call;
  const root = resolve(context.cwd, folderAsked(call));
  refuseNested(root);
  refuseLinkedWorktree(root);
  const config = configFor(root, call);
  const actor = context.actorUnder(config);
  const text = initialConfigText(config);
  makeFolder(root, call.flag('dry-run'));
  const result = runSync(initialiseVault(context.portsAt(root), actor, text, { dryRun: call.flag('dry-run') }));
  const { warnings } = config.settings['project_vault_git'] === 'ask' ? { warnings: [] } : alignGitignore(root, config, { dryRun: call.flag('dry-run') });
  return writeAnswer({ ...result, warnings: [...result.warnings, ...warnings] }, (item) => summary(root, item, result.op?.dry_run === true));
};

function folderAsked(call: Invocation): string {
  const [argument, option] = [call.arg('dir'), call.option('vault')];
  if (argument !== undefined && option !== undefined) {
    throw new TouchstoneError('E_USAGE', `The folder was given twice: "${argument}" and --vault "${option}".`, { hint: 'Give one of the two.' });
  }
  return argument ?? option ?? '.';
}

function configFor(root: string, call: Invocation): Config {
  const project = call.option('project') ?? projectName(root);
  const prefix = call.option('prefix') ?? proposePrefix(project);
  const config = defaultConfig({ prefix, project, scope: (call.option('scope') ?? 'both') as Scope });
  return withSettings(config, call.options('set'));
}

/** A folder called `vault` is named after the project that it stands in. */
function projectName(root: string): string {
  const name = basename(root);
  return name === 'vault' || name === '.vault' ? basename(dirname(root)) : name;
}

function refuseNested(root: string): void {
  const inside = [join(root, 'vault'), join(root, '.vault')].find(isVault);
  if (inside !== undefined) throw nested(`This folder holds a governed vault already: ${inside}`, inside);
  for (let above = dirname(root); above !== dirname(above); above = dirname(above)) {
    if (isVault(above)) throw nested(`This folder lies in a governed vault: ${above}`, above);
  }
}

function nested(message: string, vault: string): TouchstoneError {
  return new TouchstoneError('E_USAGE', message, {
    hint: `Notes can't be governed twice. See how that vault stands: ${PROGRAM} status --vault "${vault}"`,
    details: { vault },
  });
}

/** A vault made in a linked worktree would not be found: all worktrees use the main one's. */
function refuseLinkedWorktree(root: string): void {
  const worktree = linkedWorktree(root);
  if (!worktree?.main) return;
  const place = join(worktree.main, relative(worktree.root, root));
  throw new TouchstoneError('E_USAGE', `${worktree.root} is a linked git worktree; all worktrees share the vault of the main one.`, {
    hint: `Make it there: ${PROGRAM} init "${place}"`,
    details: { worktree: worktree.root, main_worktree: worktree.main },
  });
}

function makeFolder(root: string, dryRun: boolean): void {
  const stat = statSync(root, { throwIfNoEntry: false });
  if (stat === undefined && dryRun) {
    throw new TouchstoneError('E_NOT_FOUND', `The folder ${root} does not exist; a dry run does not make it.`, {
      hint: 'Without --dry-run it is made.',
    });
  }
  if (stat !== undefined && !stat.isDirectory()) {
    throw new TouchstoneError('E_USAGE', `${root} is not a folder.`, { hint: 'Name a folder, or leave it out for the current one.' });
  }
  mkdirSync(root, { recursive: true });
}

function summary(root: string, item: InitialisedItem, dryRun: boolean): string {
  const is = dryRun ? 'would be' : 'is';
  const notes = item.baselined === 1 ? '1 note' : `${item.baselined} notes`;
  return [
    `${root} ${is} a governed vault: project ${item.project}, story ids ${item.prefix}-…, scope ${item.scope}.`,
    item.baselined === 0 ? 'It holds no notes yet.' : `${notes} there already; baselined as found, not changed.`,
  ].join('\n');
}
