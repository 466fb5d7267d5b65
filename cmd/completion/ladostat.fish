# Completion for fish. Commands, options and what some of them may be are the program's own, as --help lists them.
function __ladostat_commands
    ladostat --help 2>/dev/null | sed -n '/^Commands:/,/^$/s/^  \([a-z]\{1,\}\)  *\(.*\)/\1\t\2/p'
end
function __ladostat_options
    set -l words (commandline -opc)
    ladostat $words[2] --help 2>/dev/null | sed -n 's/^  \(-h, \)\{0,1\}\(--[a-z-]*\)[^ ]*  *\(.*\)/\2\t\3/p'
end
function __ladostat_endings
    set -l words (commandline -opc)
    set -l endings .yaml .yml
    switch $words[2]
        case init
            set endings .csv .tsv .txt .xlsx .ods
        case proof
            set endings .yaml .yml .docx .odt .html .md .txt
    end
    switch $words[-1]
        case --formats --format
            ladostat $words[2] --help 2>/dev/null | sed -n 's/^  '$words[-1]'=.* [AO]n[ey] of \([a-z,]*\).*/\1/p' | tr , '\n'
            return
        case --year --seed --sheet --find --explain
            return
        case --template
            set endings .md
        case --style
            set endings .docx .dotx
        case --figures
            set endings .csv
        case --out
            set endings ''
    end
    for ending in $endings
        __fish_complete_suffix $ending
    end
end
complete -c ladostat -f
complete -c ladostat -n __fish_is_first_arg -a '(__ladostat_commands) --help --version'
complete -c ladostat -n 'not __fish_is_first_arg; and string match -q -- "-*" (commandline -ct)' -a '(__ladostat_options)'
complete -c ladostat -n 'not __fish_is_first_arg; and not string match -q -- "-*" (commandline -ct)' -a '(__ladostat_endings)'
