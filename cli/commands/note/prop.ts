// `note prop get|set|unset|add|remove`
import type { PropertyValue } from '../../../shared/note/frontmatter';
import {
  addToNoteProperty, removeFromNoteProperty, setNoteProperties, unsetNoteProperties, type PropertiesItem,
} from '../../../shared/note/planners/change-properties';
import { readNoteProperties } from '../../../shared/note/queries/read-properties';
import type { Planner } from '../../../shared/vault/plan';
import { writeAnswer } from '../../answer';
import type { Answer, Context, Invocation, Run } from '../../verb';

export const get: Run = ({ required, list, context }) => {
  const keys = list('key');
  const { also, ...reading } = context.read(readNoteProperties(required('note'), keys));
  const { properties } = reading;
  const only = keys.length === 1 ? keys[0] : undefined;
  return {
    data: reading,
    meta: { also },
    text: () => (only === undefined ? Object.keys(properties).map((key) => `${key}: ${onOneLine(properties[key] ?? null)}`.trimEnd()).join('\n') : onLines(properties[only] ?? null)),
  };
};

export const set: Run = ({ required, list, context }) => changed(context, setNoteProperties({ ref: required('note'), assignments: list('assignment') }));

export const unset: Run = ({ required, list, context }) => changed(context, unsetNoteProperties({ ref: required('note'), keys: list('key') }));

export const add: Run = (call) => changed(call.context, addToNoteProperty(listChange(call)));

export const remove: Run = (call) => changed(call.context, removeFromNoteProperty(listChange(call)));

function listChange({ required, list }: Invocation): { ref: string; key: string; values: string[] } {
  return { ref: required('note'), key: required('key'), values: list('value') };
}

function changed(context: Context, planner: Planner<PropertiesItem>): Answer {
  return writeAnswer(context.write(planner), ({ path, properties }) => [
    path,
    ...Object.keys(properties).map((key) => `  ${key}: ${onOneLine(properties[key] ?? null)}`.trimEnd()),
  ].join('\n'));
}

/** A list one element a line, so that a shell can loop over it. */
function onLines(value: PropertyValue): string {
  return Array.isArray(value) ? value.map(onOneLine).join('\n') : onOneLine(value);
}

function onOneLine(value: PropertyValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
