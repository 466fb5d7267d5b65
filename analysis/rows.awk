# The rows of a CSV below its headings as rows of a table in C: whole numbers as they are, all else as strings.
NR > 1 {
    row = ""
    for (rest = $0 ","; rest != ""; row = row (row == "" ? "" : ", ") cell) {
        if (match(rest, /^"([^"]|"")*",/)) {
            cell = substr(rest, 2, RLENGTH - 3)
            gsub(/""/, "\\\"", cell)
        } else {
            match(rest, /^[^,]*,/)
            cell = substr(rest, 1, RLENGTH - 1)
        }
        rest = substr(rest, RLENGTH + 1)
        if (cell !~ /^-?[0-9]+$/)
            cell = "\"" cell "\""
    }
    print "{" row "},"
}
