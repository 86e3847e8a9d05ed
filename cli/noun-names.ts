// The nouns of the command line, apart from what they load: the program's first file knows them by name only.

/** In the order of the overview. */
export const NOUN_NAMES = ['story', 'note', 'learning', 'proposal', 'settings', 'integrity', 'obsidian'] as const;
