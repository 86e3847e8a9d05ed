// `note uri`
import { basename } from 'node:path';
import { findNote } from '../../../shared/note/queries/find-note';
import type { Run } from '../../verb';

export const uri: Run = ({ required, context }) => {
  const { path, also, heading } = context.read((view) => findNote(view, required('note'), 'read'));
  // The app names a vault by its folder.
  const vault = basename(context.vault().ports.place);
  const file = path.replace(/\.md$/i, '') + (heading === undefined ? '' : `#${heading}`);
  const address = `obsidian://open?vault=${encodeURIComponent(vault)}&file=${encodeURIComponent(file)}`;
  return { data: { path, vault, uri: address }, meta: { also }, text: () => address, brief: address };
};
