// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { patchChildren } from '../../plugin/ui/keyed-children';

interface Card {
  id: string;
  text: string;
}

let parent: HTMLElement;
let made: string[];

beforeEach(() => {
  parent = document.createElement('div');
  document.body.replaceChildren(parent);
  made = [];
});

function show(...cards: Card[]): void {
  patchChildren(parent, cards, {
    key: ({ id }) => id,
    create: ({ id }) => {
      made.push(id);
      return Object.assign(document.createElement('input'), { type: 'text' });
    },
    update: (el, { text }) => { el.title = text; },
  });
}

function shown(): string[] {
  return Array.from(parent.children, (child) => (child as HTMLElement).title);
}

const card = (id: string, text = id): Card => ({ id, text });

test('children follow the items through inserts, moves and removals', () => {
  show(card('a'), card('b'), card('c'));
  show(card('c'), card('x'), card('a', 'A'));
  expect(shown()).toEqual(['c', 'x', 'A']);
  show();
  expect(shown()).toEqual([]);
});

test('an element is made once and stays the same while its item is there', () => {
  show(card('a'), card('b'));
  const [first] = parent.children;
  show(card('b'), card('a', 'again'));
  expect(parent.children[1]).toBe(first);
  expect(made).toEqual(['a', 'b']);
});

test('a child that has the focus keeps it, and what was typed into it, when others come before it', () => {
  show(card('a'), card('b'));
  const second = parent.children[1] as HTMLInputElement;
  second.value = 'typed';
  second.focus();
  show(card('x'), card('a'), card('b'), card('y'));
  expect(document.activeElement).toBe(second);
  expect(second.value).toBe('typed');
});

test('a child without a key is no item and stays at the end', () => {
  parent.append(Object.assign(document.createElement('p'), { title: 'footer' }));
  show(card('a'), card('b'));
  show(card('b'));
  expect(shown()).toEqual(['b', 'footer']);
});
