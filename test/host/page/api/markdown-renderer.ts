// `MarkdownRenderer` and what plugins hook into it: post-processors, and processors of code blocks.
import type * as Obsidian from 'obsidian';
import { renderBlocks, type RenderedSection } from '../markdown/blocks';
import type { App } from './app';
import { Component } from './component';
import { getLinkpath } from './paths';
import { readFrontmatter } from './yaml';

type Context = Obsidian.MarkdownPostProcessorContext;
type Processor = Obsidian.MarkdownPostProcessor;

let documents = 0;

export class MarkdownRenderChild extends Component {
  constructor(readonly containerEl: HTMLElement) {
    super();
  }
}

export class MarkdownPreviewRenderer {
  private static processors: { processor: Processor; sortOrder: number }[] = [];

  static registerPostProcessor(processor: Processor, sortOrder = 0): void {
    this.processors.push({ processor, sortOrder });
    this.processors.sort((a, b) => a.sortOrder - b.sortOrder);
  }

  static unregisterPostProcessor(processor: Processor): void {
    this.processors = this.processors.filter((entry) => entry.processor !== processor);
  }

  static createCodeBlockPostProcessor(language: string, handler: (source: string, el: HTMLElement, context: Context) => Promise<unknown> | void): Processor {
    return async (el, context) => {
      for (const code of el.findAll(`pre > code.language-${CSS.escape(language)}`)) {
        const target = createDiv(`block-language-${language}`);
        code.parentElement?.replaceWith(target);
        await handler((code.textContent ?? '').replace(/\n$/, ''), target, context);
      }
    };
  }

  static async run(section: RenderedSection, context: Context): Promise<void> {
    for (const { processor } of this.processors) await processor(section.el, context);
  }
}

export abstract class MarkdownRenderer extends MarkdownRenderChild {
  /** Links in `el` open their notes. */
  static async render(app: App, markdown: string, el: HTMLElement, sourcePath: string, component: Component): Promise<void> {
    const sections = renderBlocks(el, markdown, {
      resolves: (link) => app.metadataCache.getFirstLinkpathDest(getLinkpath(link), sourcePath) !== null,
    });
    component.registerDomEvent(el, 'click', (event: MouseEvent) => { openLink(app, event, sourcePath); });
    const docId = `document-${++documents}`;
    const frontmatter = readFrontmatter(markdown);
    for (const section of sections) {
      await MarkdownPreviewRenderer.run(section, {
        docId,
        sourcePath,
        frontmatter,
        addChild: (child) => { component.addChild(child); },
        getSectionInfo: () => ({ text: markdown, lineStart: section.lineStart, lineEnd: section.lineEnd }),
      });
    }
  }

  /** Deprecated: it does not know the app. */
  static renderMarkdown(markdown: string, el: HTMLElement, sourcePath: string, component: Component): Promise<void> {
    return this.render((window as unknown as { app: App }).app, markdown, el, sourcePath, component);
  }
}

function openLink(app: App, event: MouseEvent, sourcePath: string): void {
  const link = (event.target as Element).closest('a');
  if (!link) return;
  // The browser must not leave the page; the app gives external links to the system.
  event.preventDefault();
  const target = link.getAttr('data-href');
  if (target !== null) void app.workspace.openLinkText(target, sourcePath, event.ctrlKey ? 'tab' : false);
}
