// A unified diff for people: signs carry the meaning, colour only repeats it.
import type { Hunk } from '../../shared/note/difference';
import type { Paint } from '../paint';

export function hunkText(hunks: readonly Hunk[], paint: Paint): string {
  return hunks.flatMap((hunk) => [
    paint.cyan(`@@ -${hunk.old_start},${hunk.old_lines} +${hunk.new_start},${hunk.new_lines} @@`),
    ...hunk.lines.map((line) => (line.startsWith('+') ? paint.green(line) : line.startsWith('-') ? paint.red(line) : line)),
  ]).join('\n');
}
