#pragma once
#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/// One bit for each of 64 bytes: it is the delimiter, or it is a quote, CR or LF.
typedef struct {
  uint64_t delimiters, others;
} broadsheet_marks_t;

/// The marks among 64 bytes.
///
/// In C because Swift's `SIMD64<UInt8>` has no move-mask and is not specialised: a hundredth of the
/// speed. SSE2 is part of x86-64; elsewhere the compiler makes what it can of the loop.
static inline broadsheet_marks_t broadsheet_marks(const uint8_t *bytes, uint8_t delimiter) {
  broadsheet_marks_t marks = {0, 0};
#ifdef __SSE2__
  const __m128i d = _mm_set1_epi8((char)delimiter), q = _mm_set1_epi8('"');
  const __m128i r = _mm_set1_epi8('\r'), n = _mm_set1_epi8('\n');
  for (int i = 0; i < 4; i++) {
    const __m128i b = _mm_loadu_si128((const __m128i *)(bytes + 16 * i));
    const __m128i other = _mm_or_si128(
        _mm_cmpeq_epi8(b, q), _mm_or_si128(_mm_cmpeq_epi8(b, r), _mm_cmpeq_epi8(b, n)));
    const __m128i cut = _mm_cmpeq_epi8(b, d);
    marks.delimiters |= (uint64_t)(uint16_t)_mm_movemask_epi8(cut) << (16 * i);
    marks.others |= (uint64_t)(uint16_t)_mm_movemask_epi8(other) << (16 * i);
  }
#else
  for (int i = 0; i < 64; i++) {
    const uint8_t b = bytes[i];
    marks.delimiters |= (uint64_t)(b == delimiter) << i;
    marks.others |= (uint64_t)(b == '"' || b == '\r' || b == '\n') << i;
  }
#endif
  return marks;
}

/// How many of the bytes before the first one that is not ASCII, in steps of 16: the caller looks
/// closer from there.
static inline long broadsheet_ascii(const uint8_t *bytes, long count) {
  long done = 0;
#ifdef __SSE2__
  while (done + 16 <= count &&
         _mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(bytes + done))) == 0)
    done += 16;
#else
  while (done + 8 <= count) {
    uint64_t word;
    __builtin_memcpy(&word, bytes + done, 8);
    if (word & 0x8080808080808080u) break;
    done += 8;
  }
#endif
  return done;
}

/// Up to 32 bytes as four words; what would follow them is zero.
typedef struct {
  uint64_t words[4];
} broadsheet_beginning_t;

/// The first bytes of a text of `count` bytes. 32 bytes must be readable, however short it is: so
/// there is no branch on its length, which no processor would foresee.
static inline broadsheet_beginning_t broadsheet_beginning(const uint8_t *bytes, long count) {
  static const uint8_t mask[64] = {
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
  const uint8_t *kept = mask + 32 - (count < 32 ? count : 32);
  broadsheet_beginning_t result;
  for (int i = 0; i < 4; i++) {
    uint64_t word, keep;
    __builtin_memcpy(&word, bytes + 8 * i, 8);
    __builtin_memcpy(&keep, kept + 8 * i, 8);
    result.words[i] = word & keep;
  }
  return result;
}

/// Asks for memory that is read soon; a hint, never a fault.
static inline void broadsheet_prefetch(const void *place) { __builtin_prefetch(place); }
