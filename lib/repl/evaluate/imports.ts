import type { ImportDeclaration } from 'acorn';

/** An import, as a prompt can do it. @example asExpression(declaration, source) // "var { readFile } = await import('node:fs')" */
export function dynamicImport(declaration: ImportDeclaration, source: string): string {
  const names = declaration.specifiers;
  const module = `await import(${declaration.source.raw}${attributesOf(declaration, source)})`;
  if (names.length === 0) return `${module};`;
  const space = names.find(({ type }) => type === 'ImportNamespaceSpecifier');
  const picked = names.flatMap((name) => {
    if (name.type === 'ImportNamespaceSpecifier') return [];
    if (name.type === 'ImportDefaultSpecifier') return [`default: ${name.local.name}`];
    return [`${source.slice(name.imported.start, name.imported.end)}: ${name.local.name}`];
  });
  if (!space) return `var { ${picked.join(', ')} } = ${module};`;
  const others = picked.length > 0 ? `, { ${picked.join(', ')} } = ${space.local.name}` : '';
  return `var ${space.local.name} = ${module}${others};`;
}

function attributesOf({ attributes }: ImportDeclaration, source: string): string {
  if (attributes.length === 0) return '';
  return `, { with: { ${attributes.map(({ start, end }) => source.slice(start, end)).join(', ')} } }`;
}
