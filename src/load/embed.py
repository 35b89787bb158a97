#!/usr/bin/env python3
"""Writes the files named on the command line as a C table to stdout.

Compilers read string literals much faster than lists of numbers.
"""
import sys


def literal(data):
    plain = {ord('\\'): '\\\\', ord('"'): '\\"', ord('?'): '\\?'}
    out = []
    for line in data.splitlines(keepends=True):
        text = ''.join(
            plain.get(b) or (chr(b) if 32 <= b < 127 else '\\%03o' % b)
            for b in line)
        out.append('\t\t"%s"' % text)
    return '\n'.join(out) or '\t\t""'


def main():
    print('/* Written by src/load/embed.py. */')
    print('#include "load/builtin.h"\n')
    # C17 promises 4095 bytes in a literal; every compiler takes more.
    print('#pragma GCC diagnostic ignored "-Woverlength-strings"\n')
    print('const struct builtin_file builtin_files[] = {')
    for path in sys.argv[1:]:
        with open(path, 'rb') as file:
            data = file.read()
        name = path.split('playbooks/', 1)[-1]
        print('\t{ "%s",\n%s,\n\t\t%d },' % (name, literal(data), len(data)))
    print('\t{ 0, 0, 0 },')
    print('};')


main()
