// `note template list` and `note template apply`
import { applyTemplate, listTemplates } from '../../../shared/note/planners/from-template';
import { listAnswer, writeAnswer } from '../../answer';
import { readListOptions } from '../../list-options';
import type { Run } from '../../verb';
import { appSettings, templateSettings, wallTime } from './app-settings';

export const list: Run = (call) => {
  const { folder } = templateSettings(appSettings(call), call.context.vault().config.folders.templates);
  const rows = call.context.read(listTemplates(folder)).map((path) => ({ path, name: path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/i, '') }));
  return listAnswer(readListOptions(call, ['path', 'name']), {
    rows,
    columns: [{ title: 'name', cell: ({ name }) => name }, { title: 'path', cell: ({ path }) => path, flexible: true }],
    empty: `There are no templates in ${folder}.`,
  });
};

export const apply: Run = (call) => {
  const { context, required } = call;
  const { ports, config } = context.vault();
  const { folder, ...formats } = templateSettings(appSettings(call), config.folders.templates);
  const result = context.write(applyTemplate({
    folder, formats, template: required('template'), ref: required('note'), at: wallTime(ports.clock.now(), undefined),
  }));
  return writeAnswer(result, ({ path, created, template }) => `${created ? 'Created' : 'Added to'} ${path} from ${template ?? 'nothing'}`);
};
