#pragma once
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Exchanges two names in one step (`renameat2` with RENAME_EXCHANGE, Linux 3.15); 0 on success.
/// Swift's Glibc module shows neither the function nor the flag.
static inline int broadsheet_exchange(const char *first, const char *second) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, 2u);
}
