// `note daily`
import { dailyNote } from '../../../shared/note/planners/from-template';
import { writeAnswer } from '../../answer';
import type { Run } from '../../verb';
import { appSettings, dailySettings, templateSettings, wallTime } from './app-settings';

export const daily: Run = (call) => {
  const { context } = call;
  const { ports, config } = context.vault();
  const settings = appSettings(call);
  const body = context.body();
  const result = context.write(dailyNote({
    settings: dailySettings(settings),
    formats: templateSettings(settings, config.folders.templates),
    at: wallTime(ports.clock.now(), call.option('date')),
    ...(body !== undefined && { text: body }),
  }));
  return writeAnswer(result, ({ path, created }) => `${created ? 'Created' : body === undefined ? 'There is' : 'Added to'} ${path}`);
};
