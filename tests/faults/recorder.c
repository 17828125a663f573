/* Loaded before libc: writes down, in their real order, the changes made to files in one folder.

   RECORDED is the folder, RECORD the file for the record. Each entry is five 64-bit numbers (kind,
   file, offset, and the lengths of a first and a second text) and the two texts. A file is named by
   its inode; an entry is written after the call returned. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MADE = 1, WROTE, CUT, SYNCED, FOLDER_SYNCED, REMOVED, RENAMED, LINKED };
#define MOST 4096

static char folder[PATH_MAX];
static size_t folder_length;
static int record = -1;
static uint64_t files[MOST]; /* by descriptor: the inode of a recorded file, 1 for the folder */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void put(const void *data, size_t length) {
    const char *rest = data;
    while (length) {
        ssize_t n = syscall(SYS_write, record, rest, length);
        if (n <= 0) _exit(97);
        rest += n;
        length -= (size_t)n;
    }
}

static void note(int kind, uint64_t file, uint64_t offset, const void *one, size_t ones,
                 const void *two, size_t twos) {
    uint64_t head[5] = {(uint64_t)kind, file, offset, ones, twos};
    int before = errno;
    if (record >= 0) {
        pthread_mutex_lock(&lock);
        put(head, sizeof head);
        put(one, ones);
        put(two, twos);
        pthread_mutex_unlock(&lock);
    }
    errno = before;
}

__attribute__((constructor)) static void begin(void) {
    const char *place = getenv("RECORDED"), *path = getenv("RECORD");
    if (!place || !path) return;
    strncpy(folder, place, sizeof folder - 1);
    folder_length = strlen(folder);
    record = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

/* The path within the folder, "" for the folder itself; NULL outside of it. */
static const char *inside(const char *path) {
    if (record < 0 || !path || strncmp(path, folder, folder_length)) return NULL;
    if (path[folder_length] == 0) return "";
    return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

static int open_noted(int at, const char *path, int flags, mode_t mode) {
    const char *name = inside(path);
    struct stat status;
    int was = name && !lstat(path, &status);
    int fd = (int)syscall(SYS_openat, at, path, flags, mode);
    if (fd < 0 || fd >= MOST) return fd;
    files[fd] = 0;
    if (!name) return fd;
    if (fstat(fd, &status)) return fd;
    if (S_ISDIR(status.st_mode)) {
        files[fd] = 1;
        return fd;
    }
    files[fd] = (uint64_t)status.st_ino;
    if (!was) note(MADE, files[fd], 0, name, strlen(name), "", 0);
    if (was && (flags & O_TRUNC)) note(CUT, files[fd], 0, "", 0, "", 0);
    return fd;
}

#define OPEN(name, before, at) \
    int name(before const char *path, int flags, ...) { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list rest; \
            va_start(rest, flags); \
            mode = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        return open_noted(at, path, flags, mode); \
    }
#define AT int at,
#define NOTHING
OPEN(open, NOTHING, AT_FDCWD)
OPEN(open64, NOTHING, AT_FDCWD)
OPEN(openat, AT, at)
OPEN(openat64, AT, at)

static uint64_t file_of(int fd) { return fd >= 0 && fd < MOST ? files[fd] : 0; }

int close(int fd) {
    if (file_of(fd)) files[fd] = 0;
    return (int)syscall(SYS_close, fd);
}

static ssize_t pwrite_noted(int fd, const void *data, size_t length, off_t offset) {
    ssize_t n = syscall(SYS_pwrite64, fd, data, length, offset);
    if (n > 0 && file_of(fd)) note(WROTE, files[fd], (uint64_t)offset, data, (size_t)n, "", 0);
    return n;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    return pwrite_noted(fd, data, length, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
    return pwrite_noted(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length) {
    ssize_t n = syscall(SYS_write, fd, data, length);
    if (n > 0 && file_of(fd)) {
        off_t end = lseek(fd, 0, SEEK_CUR);
        note(WROTE, files[fd], (uint64_t)(end - n), data, (size_t)n, "", 0);
    }
    return n;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    ssize_t all = 0;
    if (!file_of(fd)) return syscall(SYS_writev, fd, parts, count);
    for (int part = 0; part < count; part++) {
        ssize_t n = write(fd, parts[part].iov_base, parts[part].iov_len);
        if (n < 0) return all ? all : n;
        all += n;
    }
    return all;
}

/* Nothing is to get into a file past `write`: whoever tries these falls back to it. */
ssize_t sendfile(int out, int in, off_t *offset, size_t length) {
    if (file_of(out)) {
        errno = ENOSYS;
        return -1;
    }
    return syscall(SYS_sendfile, out, in, offset, length);
}

ssize_t sendfile64(int out, int in, off_t *offset, size_t length) {
    return sendfile(out, in, offset, length);
}

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags) {
    if (file_of(out)) {
        errno = ENOSYS;
        return -1;
    }
    return syscall(SYS_copy_file_range, in, from, out, to, length, flags);
}

static int cut_noted(int fd, off_t length) {
    int result = (int)syscall(SYS_ftruncate, fd, length);
    if (!result && file_of(fd)) note(CUT, files[fd], (uint64_t)length, "", 0, "", 0);
    return result;
}

int ftruncate(int fd, off_t length) { return cut_noted(fd, length); }
int ftruncate64(int fd, off_t length) { return cut_noted(fd, length); }

static int synced(int fd, int result) {
    uint64_t file = file_of(fd);
    if (!result && file) note(file == 1 ? FOLDER_SYNCED : SYNCED, file, 0, "", 0, "", 0);
    return result;
}

int fsync(int fd) { return synced(fd, (int)syscall(SYS_fsync, fd)); }
int fdatasync(int fd) { return synced(fd, (int)syscall(SYS_fdatasync, fd)); }

static int removed(const char *path, int result) {
    const char *name = inside(path);
    if (!result && name) note(REMOVED, 0, 0, name, strlen(name), "", 0);
    return result;
}

int unlink(const char *path) { return removed(path, (int)syscall(SYS_unlink, path)); }
int remove(const char *path) { return unlink(path); }
int unlinkat(int at, const char *path, int flags) {
    return removed(path, (int)syscall(SYS_unlinkat, at, path, flags));
}

static int moved(int kind, const char *from, const char *to, int result) {
    const char *one = inside(from), *two = inside(to);
    struct stat status;
    uint64_t file = !result && two && !lstat(to, &status) ? (uint64_t)status.st_ino : 0;
    if (!result && (one || two)) {
        one = one ? one : "";
        two = two ? two : "";
        note(kind, file, 0, one, strlen(one), two, strlen(two));
    }
    return result;
}

int rename(const char *from, const char *to) {
    return moved(RENAMED, from, to, (int)syscall(SYS_rename, from, to));
}
int renameat(int one, const char *from, int two, const char *to) {
    return moved(RENAMED, from, to, (int)syscall(SYS_renameat, one, from, two, to));
}
int renameat2(int one, const char *from, int two, const char *to, unsigned flags) {
    return moved(RENAMED, from, to, (int)syscall(SYS_renameat2, one, from, two, to, flags));
}
int link(const char *from, const char *to) {
    return moved(LINKED, from, to, (int)syscall(SYS_link, from, to));
}
int linkat(int one, const char *from, int two, const char *to, int flags) {
    return moved(LINKED, from, to, (int)syscall(SYS_linkat, one, from, two, to, flags));
}
