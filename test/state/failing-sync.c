/* Preloaded before libc: when the file $FAIL_SYNC holds the number n, the n-th fsync or fdatasync from then on fails with EIO, once. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int is_due(void) {
  const char *path = getenv("FAIL_SYNC");
  char text[16] = "";
  int file = path == NULL ? -1 : open(path, O_RDWR);
  if (file < 0) return 0;
  int length = read(file, text, sizeof text - 1);
  int left = length > 0 ? atoi(text) : 0;
  if (left > 0) {
    length = snprintf(text, sizeof text, "%d", left - 1);
    if (ftruncate(file, 0) != 0 || pwrite(file, text, length, 0) != length) left = 0;
  }
  close(file);
  return left == 1;
}

static int refuse(void) {
  errno = EIO;
  return -1;
}

int fsync(int file) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
  return is_due() ? refuse() : real(file);
}

int fdatasync(int file) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
  return is_due() ? refuse() : real(file);
}
