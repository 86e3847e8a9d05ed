// Counts what a plugin uses of the app's typings, and what the host has of it, with TypeScript's checker.
import { dirname, join } from 'node:path';
import ts from 'typescript';

export interface UsedMember {
  /** `Vault.process`, `setIcon`, `HTMLElement.createDiv`. */
  name: string;
  owner: string | null;
  member: string;
  /** What declares it there. */
  kind: 'class' | 'interface' | 'value';
  /** Version of the app that brought it; `null` when the typings don't say. */
  since: string | null;
  /** Where it is used first. */
  place: string;
}

const TYPINGS = /[\\/]obsidian[\\/]obsidian\.d\.ts$/;

export function programOf(config: string, filter: (file: string) => boolean = () => true): ts.Program {
  const read = ts.readConfigFile(config, (path) => ts.sys.readFile(path));
  const { fileNames, options } = ts.parseJsonConfigFileContent(read.config, ts.sys, dirname(config));
  return ts.createProgram(fileNames.filter(filter), options);
}

/** Everything of `obsidian.d.ts` that the program's own files name or override, sorted. */
export function usedMembers(program: ts.Program): UsedMember[] {
  const checker = program.getTypeChecker();
  const found = new Map<string, UsedMember>();
  const note = (symbol: ts.Symbol | undefined, node: ts.Node): void => {
    const used = symbol && describe(symbol, node);
    if (used && !found.has(used.name)) found.set(used.name, used);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) note(resolved(checker.getSymbolAtLocation(node), checker), node);
    if (ts.isClassDeclaration(node)) for (const member of node.members) note(overridden(member, node, checker), member);
    if (ts.isBindingElement(node)) note(destructured(node, checker), node);
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (!file.isDeclarationFile && !file.fileName.includes('node_modules')) visit(file);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function resolved(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** A method that the app calls and the plugin brings. */
function overridden(member: ts.ClassElement, owner: ts.ClassDeclaration, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (!member.name || !ts.isIdentifier(member.name)) return undefined;
  const [base] = owner.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types ?? [];
  return base && checker.getPropertyOfType(checker.getTypeAtLocation(base), member.name.text);
}

/** `const { vault } = app`. */
function destructured(element: ts.BindingElement, checker: ts.TypeChecker): ts.Symbol | undefined {
  const name = element.propertyName ?? element.name;
  return ts.isIdentifier(name) ? checker.getPropertyOfType(checker.getTypeAtLocation(element.parent), name.text) : undefined;
}

function describe(symbol: ts.Symbol, node: ts.Node): UsedMember | null {
  const [declaration, ...more] = symbol.declarations ?? [];
  // What JavaScript or the DOM has too (`String.startsWith`) needs no host.
  if (!declaration || ![declaration, ...more].every((each) => TYPINGS.test(each.getSourceFile().fileName))) return null;
  if (ts.isTypeParameterDeclaration(declaration) || ts.isParameter(declaration)) return null;
  const owner = ownerOf(declaration);
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return {
    name: owner === null ? symbol.name : `${owner.name}.${symbol.name}`,
    owner: owner?.name ?? null,
    member: symbol.name,
    kind: owner?.kind ?? kindOf(symbol),
    since: sinceOf(declaration),
    place: `${file.fileName}:${line + 1}`,
  };
}

function kindOf(symbol: ts.Symbol): UsedMember['kind'] {
  if (symbol.flags & ts.SymbolFlags.Class) return 'class';
  return symbol.flags & (ts.SymbolFlags.Value) ? 'value' : 'interface';
}

/** The class, interface, or constant (`Platform`) that has the member. */
function ownerOf(declaration: ts.Declaration): { name: string; kind: UsedMember['kind'] } | null {
  for (let node: ts.Node | undefined = declaration.parent; node; node = node.parent) {
    if (ts.isClassDeclaration(node)) return { name: node.name?.text ?? '', kind: 'class' };
    if (ts.isInterfaceDeclaration(node)) return { name: node.name.text, kind: 'interface' };
    if (ts.isTypeAliasDeclaration(node)) return { name: node.name.text, kind: 'interface' };
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) return { name: node.name.text, kind: 'value' };
  }
  return null;
}

function sinceOf(declaration: ts.Declaration): string | null {
  const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'since');
  const text = tag && ts.getTextOfJSDocComment(tag.comment);
  return text ? /\d+(\.\d+)+/.exec(text)?.[0] ?? null : null;
}

/** What the host has: `Class.member` and exports, members of the objects it adds to the window's own, and all its words. */
export interface HostSurface {
  names: ReadonlySet<string>;
  /** Every identifier in the host's source, for what the plugin only hands over, such as fields of a command. */
  words: ReadonlySet<string>;
}

/** `page`: the folder of the page's sources. */
export function hostSurface(program: ts.Program, page: string): HostSurface {
  const checker = program.getTypeChecker();
  const names = new Set<string>();
  for (const symbol of exportsOf(program, checker, join(page, 'api/index.ts'))) {
    names.add(symbol.name);
    const target = resolved(symbol, checker);
    if (!target) continue;
    for (const property of propertiesOf(target, checker)) names.add(`${symbol.name}.${property}`);
  }
  for (const [file, owners] of Object.entries(WINDOW_MEMBERS)) addWindowMembers(program, checker, join(page, file), owners, names);
  return { names, words: wordsOf(program, page) };
}

/** Which objects of the host are added to which of the window's own; `''` are global functions. */
const WINDOW_MEMBERS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'dom/node-members.ts': { nodeMembers: ['Node'], elementMembers: ['Element', 'HTMLElement'], fragmentMembers: ['DocumentFragment'], documentMembers: ['Document'] },
  'dom/html-members.ts': { htmlMembers: ['HTMLElement'], styleMembers: ['SVGElement'], delegatingMembers: ['HTMLElement'], eventMembers: ['UIEvent'] },
  'dom/builtins.ts': {
    arrayMembers: ['Array'], stringMembers: ['String'], mathMembers: ['Math'], objectMembers: ['ObjectConstructor'], arrayStatics: ['ArrayConstructor'],
    stringStatics: ['StringConstructor'], numberStatics: ['NumberConstructor'], globalFunctions: ['', 'Window'],
  },
  'dom/install.ts': { globalMakers: [''], activeMembers: ['', 'Window'] },
};

function addWindowMembers(program: ts.Program, checker: ts.TypeChecker, file: string, owners: Readonly<Record<string, readonly string[]>>, names: Set<string>): void {
  for (const symbol of exportsOf(program, checker, file)) {
    const type = checker.getTypeOfSymbol(symbol);
    for (const owner of owners[symbol.name] ?? []) {
      for (const property of checker.getPropertiesOfType(type)) names.add(owner === '' ? property.name : `${owner}.${property.name}`);
    }
  }
  names.add('Node.constructorWin');
}

function exportsOf(program: ts.Program, checker: ts.TypeChecker, file: string): ts.Symbol[] {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is not in the host's program`);
  return checker.getExportsOfModule(module);
}

/** Public ones of the instance, and those of the class or constant itself. */
function propertiesOf(symbol: ts.Symbol, checker: ts.TypeChecker): string[] {
  const types = symbol.flags & ts.SymbolFlags.Class
    ? [checker.getDeclaredTypeOfSymbol(symbol), checker.getTypeOfSymbol(symbol)]
    : [checker.getTypeOfSymbol(symbol)];
  return types.flatMap((type) => checker.getPropertiesOfType(type)).filter((property) => !isPrivate(property)).map(({ name }) => name);
}

function isPrivate(symbol: ts.Symbol): boolean {
  return symbol.valueDeclaration !== undefined && (ts.getCombinedModifierFlags(symbol.valueDeclaration) & ts.ModifierFlags.Private) !== 0;
}

function wordsOf(program: ts.Program, page: string): Set<string> {
  const words = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) words.add(node.text);
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (file.fileName.startsWith(page)) visit(file);
  return words;
}

/** Null when the host has it. */
export function missingFrom(host: HostSurface, used: UsedMember): string | null {
  const isThere = used.kind === 'interface'
    // A type that only describes data: its fields must be known to the host's code, its name need not.
    ? used.owner === null || host.names.has(used.name) || (!isWindowInterface(used.owner) && host.words.has(used.member))
    : host.names.has(used.name);
  return isThere ? null : `${used.name} (${used.place})`;
}

function isWindowInterface(owner: string): boolean {
  return Object.values(WINDOW_MEMBERS).some((owners) => Object.values(owners).some((names) => names.includes(owner)));
}

export function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number)) as [number[], number[]];
  const index = a.findIndex((part, at) => part !== (b[at] ?? 0));
  return index !== -1 && (a[index] ?? 0) > (b[index] ?? 0);
}
