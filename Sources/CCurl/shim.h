#pragma once
#include <curl/curl.h>

/// `curl_easy_setopt` and `curl_easy_getinfo` take any number of arguments, which Swift cannot call.
static inline CURLcode broadsheet_curl_text(CURL *curl, CURLoption option, const char *value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode broadsheet_curl_number(CURL *curl, CURLoption option, long value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode broadsheet_curl_size(CURL *curl, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode broadsheet_curl_list(CURL *curl, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode broadsheet_curl_pointer(CURL *curl, CURLoption option, void *value) {
  return curl_easy_setopt(curl, option, value);
}
typedef size_t (*broadsheet_curl_transfer)(char *buffer, size_t size, size_t count, void *context);
static inline CURLcode broadsheet_curl_callback(
    CURL *curl, CURLoption option, broadsheet_curl_transfer value) {
  return curl_easy_setopt(curl, option, value);
}
static inline long broadsheet_curl_status(CURL *curl) {
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  return status;
}
