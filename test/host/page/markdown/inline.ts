// Renders the inside of a paragraph: emphasis, code, links, tags. Everything else is text, markup of HTML included.

/** What links need to know. */
export interface InlineContext {
  /** Whether a link leads to a file. */
  resolves(linkpath: string): boolean;
}

interface Rule {
  pattern: RegExp;
  draw(match: RegExpExecArray, parent: HTMLElement, context: InlineContext): void;
}

const nested = (tag: 'strong' | 'em' | 'del' | 'mark'): Rule['draw'] => (match, parent, context) => {
  renderInline(parent.createEl(tag), match[1] ?? '', context);
};

/** Tried in this order at each place. All patterns are sticky. */
const RULES: readonly Rule[] = [
  { pattern: /\\([!-/:-@[-`{-~])/y, draw: ([, character = ''], parent) => { parent.appendText(character); } },
  { pattern: /(`+)(?!`)([\s\S]*?[^`])\1(?!`)/y, draw: ([, , code = ''], parent) => { parent.createEl('code', { text: code.replace(/^ (.*[^ ].*) $/, '$1') }); } },
  { pattern: /%%[\s\S]*?%%/y, draw: () => undefined },
  { pattern: /!\[\[([^[\]|\n]+)(?:\|([^[\]\n]*))?\]\]/y, draw: drawEmbed },
  { pattern: /\[\[([^[\]|\n]+)(?:\|([^[\]\n]*))?\]\]/y, draw: drawWikilink },
  { pattern: /!\[([^\]\n]*)\]\(([^()\s]+)\)/y, draw: ([, alt = '', src = ''], parent) => { parent.createEl('img', { attr: { alt, src, referrerpolicy: 'no-referrer' } }); } },
  { pattern: /\[([^\]\n]*)\]\(<?([^()>\n]+?)>?(?:\s+"[^"\n]*")?\)/y, draw: drawMarkdownLink },
  { pattern: /<(https?:\/\/[^>\s]+)>/y, draw: ([, url = ''], parent) => { drawExternal(parent, url).setText(url); } },
  { pattern: /https?:\/\/[^\s<>()[\]]*[^\s<>()[\].,:;!?'"]/y, draw: ([url], parent) => { drawExternal(parent, url).setText(url); } },
  { pattern: /\*\*([^\s*](?:[^*\n]*[^\s*])?)\*\*/y, draw: nested('strong') },
  { pattern: /__([^\s_](?:[^_\n]*[^\s_])?)__/y, draw: nested('strong') },
  { pattern: /~~([^\s~](?:[^~\n]*[^\s~])?)~~/y, draw: nested('del') },
  { pattern: /==([^\s=](?:[^=\n]*[^\s=])?)==/y, draw: nested('mark') },
  { pattern: /\*([^\s*](?:[^*\n]*[^\s*])?)\*/y, draw: nested('em') },
  { pattern: /(?<![\p{L}\p{N}])_([^\s_](?:[^_\n]*[^\s_])?)_(?![\p{L}\p{N}])/uy, draw: nested('em') },
  { pattern: /(?<![^\s(])#([\p{L}\p{N}_/-]*[\p{L}_/-][\p{L}\p{N}_/-]*)/uy, draw: drawTag },
  { pattern: / {2,}\n|\\\n|\n/y, draw: (_match, parent) => { parent.createEl('br'); } },
];

export function renderInline(parent: HTMLElement, text: string, context: InlineContext): void {
  let plainFrom = 0;
  for (let at = 0; at < text.length;) {
    const found = ruleAt(text, at);
    if (!found) {
      at += 1;
      continue;
    }
    parent.appendText(text.slice(plainFrom, at));
    found.rule.draw(found.match, parent, context);
    at += found.match[0].length;
    plainFrom = at;
  }
  parent.appendText(text.slice(plainFrom));
}

function ruleAt(text: string, at: number): { rule: Rule; match: RegExpExecArray } | null {
  if (!/[\\`%![<h*_~=#\s]/.test(text[at] ?? '')) return null;
  for (const rule of RULES) {
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(text);
    if (match) return { rule, match };
  }
  return null;
}

function drawWikilink(match: RegExpExecArray, parent: HTMLElement, context: InlineContext): void {
  const link = (match[1] ?? '').trim();
  drawInternal(parent, link, context).setText(match[2] ?? link.replace(/^#/, '').replaceAll('#', ' > '));
}

/** The host shows an embed as a link to what it embeds. */
function drawEmbed(match: RegExpExecArray, parent: HTMLElement, context: InlineContext): void {
  const link = (match[1] ?? '').trim();
  const embed = parent.createSpan({ cls: 'internal-embed', attr: { src: link, alt: match[2] ?? link } });
  drawInternal(embed, link, context).setText(match[2] ?? link);
}

function drawMarkdownLink(match: RegExpExecArray, parent: HTMLElement, context: InlineContext): void {
  const target = (match[2] ?? '').trim();
  const link = /^[a-z][a-z0-9+.-]*:/i.test(target) ? drawExternal(parent, target) : drawInternal(parent, decoded(target), context);
  renderInline(link, match[1] ?? '', context);
}

function drawInternal(parent: HTMLElement, link: string, context: InlineContext): HTMLElement {
  const anchor = parent.createEl('a', { cls: 'internal-link', href: link, attr: { 'data-href': link, target: '_blank', rel: 'noopener nofollow' } });
  anchor.toggleClass('is-unresolved', !context.resolves(link));
  return anchor;
}

/** A link that would run something is shown without its target. */
function drawExternal(parent: HTMLElement, url: string): HTMLElement {
  const isSafe = /^(https?|mailto|obsidian|file|tel):/i.test(url);
  return parent.createEl('a', { cls: 'external-link', attr: { href: isSafe ? url : null, target: '_blank', rel: 'noopener nofollow' } });
}

function drawTag(match: RegExpExecArray, parent: HTMLElement): void {
  parent.createEl('a', { cls: 'tag', text: match[0], href: match[0], attr: { target: '_blank', rel: 'noopener nofollow' } });
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}
