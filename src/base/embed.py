"""Writes the compiled catalogues (.mo) given as arguments as C on stdout."""
import os
import sys


def main(paths):
    rows = []
    print('#include "base/catalogues.h"\n')
    for number, path in enumerate(sorted(paths)):
        language = os.path.basename(path).split('.')[0]
        with open(path, 'rb') as file:
            content = file.read()
        print('static const unsigned char catalogue_%d[] = {' % number)
        for at in range(0, len(content), 16):
            print('\t' + ' '.join('%d,' % b for b in content[at:at + 16]))
        print('};\n')
        rows.append('\t{"%s", catalogue_%d, sizeof(catalogue_%d)},'
                    % (language, number, number))
    print('const struct catalogue catalogues[] = {')
    for row in rows:
        print(row)
    print('\t{NULL, NULL, 0},\n};')


if __name__ == '__main__':
    main(sys.argv[1:])
