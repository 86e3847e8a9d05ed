// Text that a verb puts into one section stays inside it (`decisions.md` 19).
import { TouchstoneError } from '../../errors';
import { scanNote } from '../scan';
import { findSection } from '../sections';
import { assertPlainText, sameButSection } from '../structure';

/**
 * The text may hold headings below the section's own level, and may leave nothing open.
 * @throws E_USAGE with the 1-based line of the text; E_NOT_FOUND, E_AMBIGUOUS as `findSection`
 */
export function assertFitsSection(note: string, headingPath: string, text: string): void {
  assertPlainText('The text', text, findSection(scanNote(note), headingPath).heading.level);
}

/** After planning, by a second look at the whole: nothing outside of the section reads differently. @throws E_USAGE */
export function assertOnlySection(before: string, after: string, headingPath: string): void {
  if (sameButSection(before, after, headingPath)) return;
  throw new TouchstoneError('E_USAGE', `This text would change how the note reads outside of "${headingPath}".`, {
    hint: 'Check its fences and comments, and lines of = or - below other text; or change the note as a whole with touchstone note write.',
    details: { section: headingPath },
  });
}
