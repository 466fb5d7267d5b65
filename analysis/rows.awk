# The rows of a CSV below its headings as rows of a table in C: whole numbers and names like ROLE_COUNT as they are, all
# else as strings, in which C's escapes hold. A list of one column has no braces.
NR > 1 {
    row = ""
    cells = 0
    for (rest = $0 ","; rest != ""; row = row (row == "" ? "" : ", ") cell) {
        if (match(rest, /^"([^"]|"")*",/)) {
            cell = substr(rest, 2, RLENGTH - 3)
            gsub(/""/, "\\\"", cell)
        } else {
            match(rest, /^[^,]*,/)
            cell = substr(rest, 1, RLENGTH - 1)
        }
        rest = substr(rest, RLENGTH + 1)
        if (cell !~ /^(-?[0-9]+|[A-Z]+(_[A-Z]+)+)$/)
            cell = "\"" cell "\""
        cells++
    }
    print (cells > 1 ? "{" row "}," : row ",")
}
