// One line for a story that another refers to.
import type { StoryReference } from '../../../shared/story/queries/show';
import type { Paint } from '../../paint';
import { paintStatus } from './words';

export function referenceLine({ id, title, status }: StoryReference, paint: Paint): string {
  if (status === null) return `${id} ${paint.red('missing or unreadable')}`;
  return `${id} ${title ?? ''} ${paintStatus(status, status, paint)}`;
}
