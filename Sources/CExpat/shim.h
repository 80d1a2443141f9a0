#pragma once
#include <expat.h>
#include <malloc.h>
#include <stdlib.h>

/// What the parsers of one thread hold. Expat keeps every name it has met and the token it is in:
/// a file made for it could fill the memory, so allocation fails at a bound.
static _Thread_local long broadsheet_xml_held = 0;
static const long broadsheet_xml_bound = 16l << 20;

static inline void *broadsheet_xml_malloc(size_t size) {
  if (size > (size_t)broadsheet_xml_bound) return NULL;
  if (broadsheet_xml_held + (long)size > broadsheet_xml_bound) return NULL;
  void *block = malloc(size);
  if (block) broadsheet_xml_held += (long)malloc_usable_size(block);
  return block;
}

static inline void *broadsheet_xml_realloc(void *old, size_t size) {
  if (size > (size_t)broadsheet_xml_bound) return NULL;
  long before = old ? (long)malloc_usable_size(old) : 0;
  if (broadsheet_xml_held - before + (long)size > broadsheet_xml_bound) return NULL;
  void *block = realloc(old, size);
  if (block) broadsheet_xml_held += (long)malloc_usable_size(block) - before;
  return block;
}

static inline void broadsheet_xml_free(void *block) {
  if (!block) return;
  broadsheet_xml_held -= (long)malloc_usable_size(block);
  free(block);
}

/// A parser of UTF-8 (or what the document declares) within the bound; NULL without memory.
static inline XML_Parser broadsheet_xml_parser(void) {
  static const XML_Memory_Handling_Suite memory = {
      broadsheet_xml_malloc, broadsheet_xml_realloc, broadsheet_xml_free};
  return XML_ParserCreate_MM(NULL, &memory, NULL);
}
