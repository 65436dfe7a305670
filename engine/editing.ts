/**
 * The door for edits: pure functions from a document to the patch that changes it, done within a frame in the page.
 * They know the resource types by their catalogue, which the worker gives once.
 */
export type { Catalogue, FieldDescription, FieldType, TypeDescription } from './edit/catalogue.ts';
export { fieldAt, typeOfKind, typeOfSection } from './edit/catalogue.ts';
export { difference, reconcile } from './edit/difference.ts';
export type { Place, PlainDocument, PlainEntry } from './edit/document.ts';
export { entriesIn, entryOf, placesOf } from './edit/document.ts';
export type { Patch, PatchOperation } from './edit/patch.ts';
export { PatchError, applyPatch, pointer } from './edit/patch.ts';
export type { Known, Objects, Reference, Use } from './edit/references.ts';
export { objectsOf, parentOf, referencesIn, usesOf, vpcOf } from './edit/references.ts';
export type { FieldPath } from './edit/set-field.ts';
export { renameResource, setField, valueAt, withField, withStated } from './edit/set-field.ts';
export type { Relation } from './edit/connect.ts';
export { relationsBetween } from './edit/connect.ts';
export type { Copied } from './edit/copy.ts';
export { copyText, duplicate, paste } from './edit/copy.ts';
export type { Created, CreateOptions } from './edit/create.ts';
export { createResource } from './edit/create.ts';
export type { Refused } from './edit/fragment.ts';
export { moveInto, refuseMove } from './edit/move.ts';
export { freshNoteIds, notesIn, writeNotes } from './edit/notes.ts';
export type { Note } from './model/notes.ts';
export { MOST_LETTERS, isNote, noteTitle, notesFrom, writtenNotes } from './model/notes.ts';
export { removeResources, withContents } from './edit/remove.ts';
export { pngWithProject, svgProject } from './formats/text/picture.ts';
export { mermaidText } from './diagram/mermaid.ts';
