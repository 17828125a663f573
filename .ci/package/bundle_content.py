"""What is left out of the bundle, and which libraries of Linux it takes from the system."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

#: Modules of others that nothing here asks for: other windows, the network, what tests and builds.
MODULES = (
    "IPython",
    "_ssl",
    "curses",
    "distutils",
    "ensurepip",
    "idlelib",
    "lib2to3",
    "lxml.builder",
    "lxml.html._difflib",
    "lxml.html.diff",
    "lxml.isoschematron",
    "lxml.objectify",
    "lxml.sax",
    "matplotlib._qhull",
    "matplotlib._tri",
    "numpy._core._multiarray_tests",
    "numpy.f2py",
    "numpy.fft",
    "pandas",
    "pip",
    "pkg_resources",
    "pydoc_data",
    "pytest",
    "readline",
    "setuptools",
    "ssl",
    "tkinter",
    "turtle",
    "wheel",
    "PIL.AvifImagePlugin",
    "PIL.ImageCms",
    "PIL.ImageTk",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingtk",
    "contourpy",
    "doctest",
    "numpy.random",
    "pydoc",
    "rapidfuzz.distance.metrics_cpp_avx2",
    "rapidfuzz.fuzz_cpp_avx2",
    "xmlrpc",
)

#: Modules that are loaded by a name which only the program knows when it runs.
HIDDEN = tuple(f"matplotlib.backends.backend_{kind}" for kind in ("agg", "pdf", "svg"))

#: Qt's plugins that are kept, by folder: none that listens on the network, none for 3D, and of
#: pictures those that the window shows.
_PLUGINS: Mapping[str, tuple[str, ...]] = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qjpeg", "qsvg"),
    "platforms": ("qxcb", "qwayland", "qwindows", "qcocoa"),
    "platforminputcontexts": ("*",),
    "platformthemes": ("qxdgdesktopportal",),
    "printsupport": ("*",),
    "styles": ("*",),
    "wayland-decoration-client": ("adwaita",),
    "wayland-shell-integration": ("xdg-shell", "qt-shell"),
}
_PLUGIN = re.compile(r"^PySide6/(?:Qt/)?plugins/([^/]+)/(?:lib)?(.+?)\.(?:so|dll|dylib)$")

#: Data of libraries that nothing here reads.
_DATA = (
    "matplotlib/mpl-data/fonts/afm/*",
    "matplotlib/mpl-data/fonts/pdfcorefonts/*",
    "matplotlib/mpl-data/images/*",
    "matplotlib/mpl-data/plot_directive/*",
    "matplotlib/mpl-data/sample_data/*",
    "matplotlib/mpl-data/stylelib/*",
    "*/LC_MESSAGES/*.po",
    "*/tests/*",
    "*.pyi",
    "lxml/isoschematron/*",
    "dateutil/zoneinfo/*",
    "docx/templates/default-docx-template/*",
)
#: Typefaces of matplotlib that are kept: those it falls back on.
FALLBACKS = ("DejaVuSans.ttf", "LastResortHE-Regular.ttf")

#: Libraries that every Linux desktop has and keeps up to date: drivers, X, fonts, cryptography of
#: the system, printing. The package for Debian names them as what it depends on.
_FROM_SYSTEM = re.compile(
    r"^lib(GL|EGL|GLX|GLdispatch|OpenGL|drm|gbm|wayland-[a-z]+|X11|X11-xcb|xcb|Xau|Xdmcp|Xext|"
    r"fontconfig|freetype|harfbuzz|png16|brotli[a-z]+|graphite2|glib-2\.0|gthread-2\.0|"
    r"gobject-2\.0|gio-2\.0|gmodule-2\.0|pcre2-8|dbus-1|systemd|cap|gcrypt|gpg-error|lz4|"
    r"cups|gssapi_krb5|krb5|krb5support|k5crypto|com_err|keyutils|"
    r"sqlite3|stdc\+\+|gcc_s|z|zstd|expat|uuid|crypto|bsd|md)\.so(\.|$)"
)


def spoken() -> set[str]:
    """The languages of window and page, and the locales in which dates and numbers are written."""
    from kharkiv_tracker import languages

    known = languages.known().values()
    return {name for one in known if one.is_spoken for name in (one.code, one.locale)}


def is_kept(name: str, languages: Iterable[str]) -> bool:
    """Whether a file with this path in the bundle is kept; `languages` are those `spoken`."""
    path = name.replace("\\", "/")
    if plugin := _PLUGIN.match(path):
        patterns = _PLUGINS.get(plugin[1], ())
        return any(fnmatchcase(plugin[2], pattern) for pattern in patterns)
    file = PurePosixPath(path)
    if "/mpl-data/fonts/ttf/" in f"/{path}":
        return file.name in FALLBACKS
    if path.startswith("babel/locale-data/"):
        return file.stem in {"root", *languages}
    if "/translations/" in path and path.startswith("PySide6/"):
        return file.stem in {f"qtbase_{language}" for language in languages}
    return not any(fnmatchcase(path, pattern) for pattern in _DATA)


def is_of_system(file_name: str) -> bool:
    """Whether a shared library is taken from the system that the bundle runs on."""
    return bool(_FROM_SYSTEM.match(file_name))


def reachable(roots: Iterable[str], needs: Mapping[str, Iterable[str]]) -> set[str]:
    """The roots, and the files they need, and those need; `needs` has names of files for each."""
    result: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in result:
            result.add(name)
            waiting.extend(needs.get(name, ()))
    return result
