import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLError,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInputType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  typeFromAST,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { type Bound, ENTRIES, FAULTS } from '../../resolvers/input/bounds.ts';
import { fragmentsOf } from '../../schema/kit/fragments.ts';
import { boundErrors, boundOf, charactersOf } from './input-bounds.ts';

/** What the limits of a document are compared with. A fragment counts at each place where it is spread. */
interface Size {
  /** Levels of fields. */
  depth: number;
  aliases: number;
  directives: number;
}

interface OperationSize extends Size {
  /** Variables that it defines. */
  variables: number;
}

/** What one walk over a document finds. */
export interface DocumentMeasure {
  operations: readonly OperationSize[];
  /** Literals that exceed their bounds. */
  errors: readonly GraphQLError[];
  /** For each variable, the tightest bounds of its uses. */
  variableBounds: ReadonlyMap<string, Required<Bound>>;
}

const measured = new WeakMap<DocumentNode, DocumentMeasure>();

/** Measures a document, which need not be valid. Takes linear time: each definition is visited once, however often it is spread. */
export function measureOf(schema: GraphQLSchema, document: DocumentNode): DocumentMeasure {
  let measure = measured.get(document);
  if (!measure) {
    measure = new Walk(schema, document).measure();
    measured.set(document, measure);
  }
  return measure;
}

class Walk {
  readonly #schema: GraphQLSchema;
  readonly #document: DocumentNode;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #sizes = new Map<FragmentDefinitionNode, Size>();
  readonly #errors: GraphQLError[] = [];
  readonly #variableBounds = new Map<string, Required<Bound>>();

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    this.#document = document;
    this.#fragments = fragmentsOf(document);
  }

  measure(): DocumentMeasure {
    const { definitions } = this.#document;
    const operations: OperationSize[] = [];
    for (const definition of definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(this.#operation(definition));
      // Fragments that are never spread are validated, too.
      else if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragment(definition);
    }
    return { operations, errors: this.#errors, variableBounds: this.#variableBounds };
  }

  #operation({
    operation,
    variableDefinitions = [],
    directives,
    selectionSet,
  }: OperationDefinitionNode): OperationSize {
    for (const { variable, type, defaultValue } of variableDefinitions) {
      const inputType = defaultValue && typeFromAST(this.#schema, type);
      if (inputType && isInputType(inputType)) this.#literal(defaultValue, inputType, {}, `$${variable.name.value}`);
    }
    const size = { depth: 0, aliases: 0, directives: 0, variables: variableDefinitions.length };
    this.#directives(directives, size);
    this.#selections(selectionSet, this.#schema.getRootType(operation) ?? undefined, 0, size);
    return size;
  }

  #fragment(definition: FragmentDefinitionNode): Size {
    const known = this.#sizes.get(definition);
    if (known) return known;
    const size = { depth: 0, aliases: 0, directives: 0 };
    // Before its fields, which can spread it again: graphql reports such circles.
    this.#sizes.set(definition, size);
    const { typeCondition, directives, selectionSet } = definition;
    this.#directives(directives, size);
    this.#selections(selectionSet, this.#schema.getType(typeCondition.name.value), 0, size);
    return size;
  }

  /** Adds what is selected on a type to the size. @param depth levels of fields above */
  #selections({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined, depth: number, size: Size): void {
    for (const selection of selections) {
      this.#directives(selection.directives, size);
      if (selection.kind === Kind.FIELD) {
        const field = fieldOf(type, selection.name.value);
        if (selection.alias) size.aliases += 1;
        size.depth = Math.max(size.depth, depth + 1);
        this.#arguments(selection.arguments, field?.args);
        const below = field && getNamedType(field.type);
        if (selection.selectionSet) this.#selections(selection.selectionSet, below, depth + 1, size);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const { typeCondition, selectionSet } = selection;
        const narrowed = typeCondition ? this.#schema.getType(typeCondition.name.value) : type;
        this.#selections(selectionSet, narrowed, depth, size);
      } else {
        const definition = this.#fragments.get(selection.name.value);
        if (!definition) continue;
        const spread = this.#fragment(definition);
        size.depth = Math.max(size.depth, depth + spread.depth);
        size.aliases += spread.aliases;
        size.directives += spread.directives;
      }
    }
  }

  #directives(directives: readonly DirectiveNode[] | undefined, size: Size): void {
    if (!directives) return;
    size.directives += directives.length;
    for (const { name, arguments: given } of directives) {
      this.#arguments(given, this.#schema.getDirective(name.value)?.args);
    }
  }

  #arguments(given: readonly ArgumentNode[] | undefined, declared: readonly GraphQLArgument[] | undefined): void {
    if (!given || !declared) return;
    for (const { name, value } of given) {
      const argument = declared.find((each) => each.name === name.value);
      if (!argument) continue;
      this.#variablesIn(value, argument);
      this.#literal(value, argument.type, boundOf(argument), name.value);
    }
  }

  #literal(value: ValueNode, type: GraphQLInputType, bound: Bound, path: string): void {
    if (value.kind === Kind.VARIABLE || this.#errors.length >= FAULTS) return;
    this.#errors.push(...boundErrors({ type, bound }, valueFromASTUntyped(value), path));
  }

  /** Notes the bounds of the variables in a value. */
  #variablesIn(value: ValueNode, place: GraphQLArgument | GraphQLInputField): void {
    if (value.kind === Kind.VARIABLE) this.#boundVariable(value.name.value, place);
    else if (value.kind === Kind.LIST) for (const entry of value.values) this.#variablesIn(entry, place);
    else if (value.kind === Kind.OBJECT) {
      const type = getNamedType(place.type);
      const fields = isInputObjectType(type) ? type.getFields() : {};
      for (const { name, value: entry } of value.fields) {
        const field = fields[name.value];
        if (field) this.#variablesIn(entry, field);
      }
    }
  }

  #boundVariable(name: string, place: GraphQLArgument | GraphQLInputField): void {
    const { entries = ENTRIES, characters = charactersOf(getNamedType(place.type)) } = boundOf(place);
    const before = this.#variableBounds.get(name);
    this.#variableBounds.set(name, {
      entries: Math.min(entries, before?.entries ?? entries),
      characters: Math.min(characters, before?.characters ?? characters),
    });
  }
}

const META_FIELDS = new Map([SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]));

function fieldOf(type: GraphQLNamedType | undefined, name: string) {
  const own = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  return own ?? META_FIELDS.get(name);
}
