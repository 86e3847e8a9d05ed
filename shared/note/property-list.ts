// Properties as the list of their values, beside names that notes of the same kind share. An object of its own for each of
// many notes, with names of its own, takes longer to make and to go through than the text takes to read.
import { emptyProperties } from './entries';
import type { Properties, PropertyValue } from './frontmatter';

/** In the order of the text. */
export class PropertyNames {
  private places: ReadonlyMap<string, number> | null = null;

  constructor(readonly all: readonly string[]) {}

  /** The number of a name among them, or -1. */
  place(name: string): number {
    this.places ??= new Map(this.all.map((known, place) => [known, place]));
    return this.places.get(name) ?? -1;
  }
}

export interface PropertyList {
  names: PropertyNames;
  /** One for each name. */
  values: readonly PropertyValue[];
}

export function propertyListOf(properties: Properties): PropertyList {
  const names = Object.keys(properties);
  return { names: new PropertyNames(names), values: names.map((name) => properties[name] ?? null) };
}

export function propertiesOf({ names, values }: PropertyList): Properties {
  const properties = emptyProperties();
  names.all.forEach((name, place) => { properties[name] = values[place] ?? null; });
  return properties;
}
