#pragma once
#include <cairo.h>
#include <cairo-pdf.h>
#include <cairo-ft.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangofc-font.h>
#include <fontconfig/fontconfig.h>

/// Gives a Pango font map a private fontconfig; the cast macro is not importable by Swift.
static inline void broadsheet_font_map_set_config(PangoFontMap *map, FcConfig *config) {
  pango_fc_font_map_set_config((PangoFcFontMap *)map, config);
}

/// Whether a font of such a map is one of coloured bitmaps (emoji), which has no outlines.
static inline int broadsheet_font_is_coloured(PangoFont *font) {
  if (font == NULL || !PANGO_IS_FC_FONT(font)) return 0;
  FcPattern *pattern = pango_fc_font_get_pattern((PangoFcFont *)font);
  FcBool coloured = FcFalse;
  return pattern != NULL
      && FcPatternGetBool(pattern, FC_COLOR, 0, &coloured) == FcResultMatch && coloured;
}
