// Sections of a note: what stands below a heading up to the next one of the same or a higher level. Edits touch one
// section and no other byte.
export { findSection, matchSections, sectionContent, sectionsNamed, type Section } from './sections/finding';
export {
  appendToBody, appendToSection, deleteSection, insertSection, prependToBody, prependToSection, replaceSection,
} from './sections/edit';
