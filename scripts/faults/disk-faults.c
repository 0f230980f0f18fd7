// SPDX-License-Identifier: Apache-2.0
/*
 * A disk that fails, for a process started with LD_PRELOAD (as libfiu and CharybdeFS do it): the writes of the files in
 * one folder are counted once a file exists that arms it, and one of them fails.
 *
 *   GUIDANG_FAULT_FOLDER  the folder, with a slash at its end
 *   GUIDANG_FAULT_KIND    eio     nothing is written, EIO
 *                         enospc  half is written, ENOSPC
 *                         short   half is written: a short count where the caller sees counts; else the rest is lost, EIO
 *                         fsync   an fsync or fdatasync fails with EIO, once, and later ones succeed
 *   GUIDANG_FAULT_AFTER   how many of those operations succeed first
 *   GUIDANG_FAULT_STICKY  1: all that follow fail too
 *   GUIDANG_FAULT_ARM     the file that arms it
 *   GUIDANG_FAULT_DONE    the file that is made when the fault has happened
 *
 * LevelDB writes through stdio, whose own calls of write(2) cannot be replaced from outside: so fwrite_unlocked and
 * fflush_unlocked are, and lose what was buffered, as glibc does after a failed write.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#undef fwrite_unlocked
#undef fflush_unlocked

enum kind { none, eio, enospc, cut, unsynced };

static enum kind kind = none;
static const char *folder;
static const char *arm;
static const char *done;
static long after;
static int sticky;
static long seen;
static int armed;
static int happened;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*plain_write)(int, const void *, size_t);
static ssize_t (*plain_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*plain_writev)(int, const struct iovec *, int);
static ssize_t (*plain_pwritev)(int, const struct iovec *, int, off64_t);
static int (*plain_fsync)(int);
static int (*plain_fdatasync)(int);
static size_t (*plain_fwrite)(const void *, size_t, size_t, FILE *);
static int (*plain_fflush)(FILE *);

static enum kind kind_named(const char *name) {
  if (name == NULL) return none;
  if (strcmp(name, "eio") == 0) return eio;
  if (strcmp(name, "enospc") == 0) return enospc;
  if (strcmp(name, "short") == 0) return cut;
  return strcmp(name, "fsync") == 0 ? unsynced : none;
}

__attribute__((constructor)) static void begin(void) {
  *(void **)&plain_write = dlsym(RTLD_NEXT, "write");
  *(void **)&plain_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  *(void **)&plain_writev = dlsym(RTLD_NEXT, "writev");
  *(void **)&plain_pwritev = dlsym(RTLD_NEXT, "pwritev64");
  *(void **)&plain_fsync = dlsym(RTLD_NEXT, "fsync");
  *(void **)&plain_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  *(void **)&plain_fwrite = dlsym(RTLD_NEXT, "fwrite_unlocked");
  *(void **)&plain_fflush = dlsym(RTLD_NEXT, "fflush_unlocked");
  folder = getenv("GUIDANG_FAULT_FOLDER");
  arm = getenv("GUIDANG_FAULT_ARM");
  done = getenv("GUIDANG_FAULT_DONE");
  const char *count = getenv("GUIDANG_FAULT_AFTER");
  after = count == NULL ? 0 : atol(count);
  sticky = getenv("GUIDANG_FAULT_STICKY") != NULL;
  kind = folder == NULL || arm == NULL || done == NULL ? none : kind_named(getenv("GUIDANG_FAULT_KIND"));
}

static int is_watched(int descriptor) {
  char link[64];
  char path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = '\0';
  return strncmp(path, folder, strlen(folder)) == 0;
}

/* Whether this operation is the one that fails. */
static int fails(int descriptor, int is_sync) {
  if (kind == none || (kind == unsynced) != is_sync) return 0;
  int kept = errno;
  int result = 0;
  if (is_watched(descriptor)) {
    pthread_mutex_lock(&lock);
    if (!armed) armed = access(arm, F_OK) == 0;
    if (armed && happened) result = sticky;
    else if (armed && seen++ >= after) {
      happened = 1;
      result = 1;
      int made = open(done, O_CREAT | O_WRONLY, 0600);
      if (made >= 0) close(made);
    }
    pthread_mutex_unlock(&lock);
  }
  errno = kept;
  return result;
}

static int error_of(void) { return kind == enospc ? ENOSPC : EIO; }

static size_t kept_of(size_t count) { return kind == eio ? 0 : count / 2; }

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (!fails(descriptor, 0)) return plain_write(descriptor, bytes, count);
  size_t kept = kept_of(count);
  ssize_t written = kept == 0 ? 0 : plain_write(descriptor, bytes, kept);
  if (kind == cut && written > 0) return written;
  errno = error_of();
  return -1;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t at) {
  if (!fails(descriptor, 0)) return plain_pwrite(descriptor, bytes, count, at);
  size_t kept = kept_of(count);
  ssize_t written = kept == 0 ? 0 : plain_pwrite(descriptor, bytes, kept, at);
  if (kind == cut && written > 0) return written;
  errno = error_of();
  return -1;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t at) {
  return pwrite64(descriptor, bytes, count, at);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  if (!fails(descriptor, 0)) return plain_writev(descriptor, parts, count);
  errno = error_of();
  return -1;
}

ssize_t pwritev64(int descriptor, const struct iovec *parts, int count, off64_t at) {
  if (!fails(descriptor, 0)) return plain_pwritev(descriptor, parts, count, at);
  errno = error_of();
  return -1;
}

int fsync(int descriptor) {
  if (!fails(descriptor, 1)) return plain_fsync(descriptor);
  errno = EIO;
  return -1;
}

int fdatasync(int descriptor) {
  if (!fails(descriptor, 1)) return plain_fdatasync(descriptor);
  errno = EIO;
  return -1;
}

/* Writes half of what is buffered and loses the rest. */
static void lose(FILE *file) {
  size_t kept = kept_of(__fpending(file));
  if (kept > 0 && plain_write(fileno(file), file->_IO_write_base, kept) < 0) errno = EIO;
  __fpurge(file);
}

size_t fwrite_unlocked(const void *bytes, size_t size, size_t count, FILE *file) {
  if (!fails(fileno(file), 0)) return plain_fwrite(bytes, size, count, file);
  size_t kept = kept_of(size * count);
  plain_fflush(file);
  if (kept > 0) {
    plain_fwrite(bytes, 1, kept, file);
    plain_fflush(file);
  }
  errno = error_of();
  return kept / (size == 0 ? 1 : size);
}

int fflush_unlocked(FILE *file) {
  if (!fails(fileno(file), 0)) return plain_fflush(file);
  lose(file);
  errno = error_of();
  return EOF;
}
