// Fills what Obsidian's templates leave open: `{{title}}`, `{{date}}`, `{{time}}`, the latter two with a format of their own.
import { formatMoment, type WallTime } from './moment-format';

export interface Filling {
  title: string;
  at: WallTime;
  /** Where the template gives none. */
  dateFormat: string;
  timeFormat: string;
}

const FIELD = /\{\{[ \t]*(title|date|time)[ \t]*(?::([^{}\r\n]*))?\}\}/gi;

/** Fields that Obsidian does not know stay as they are. */
export function fillTemplate(template: string, { title, at, dateFormat, timeFormat }: Filling): string {
  return template.replace(FIELD, (_, field: string, format: string | undefined) => {
    switch (field.toLowerCase()) {
      case 'date': return formatMoment(format?.trim() ?? dateFormat, at);
      case 'time': return formatMoment(format?.trim() ?? timeFormat, at);
      default: return title;
    }
  });
}
