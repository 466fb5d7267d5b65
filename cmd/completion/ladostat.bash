# Completion for bash. Commands, options and what some of them may be are the program's own, as --help lists them.
_ladostat() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} program=${COMP_WORDS[0]} choices= endings=
    # bash parts "--option=value" at the "=".
    [ "$word" = "=" ] && word= || { [ "$before" = "=" ] && before=${COMP_WORDS[COMP_CWORD-2]}; }
    if [ "$COMP_CWORD" = 1 ]; then
        choices="--help --version $("$program" --help 2>/dev/null | sed -n '/^Commands:/,/^$/s/^  \([a-z]\{1,\}\) .*/\1/p')"
    elif [[ $word == -* ]]; then
        choices=$("$program" "${COMP_WORDS[1]}" --help 2>/dev/null | sed -n 's/^  \(-h, \)\{0,1\}\(--[a-z-]*\).*/\2/p')
    else
        case $before in
        --formats | --format)
            choices=$("$program" "${COMP_WORDS[1]}" --help 2>/dev/null | sed -n "s/^  $before=.* [AO]n[ey] of \\([a-z,]*\\).*/\\1/p" | tr , ' ')
            ;;
        --year | --seed | --sheet | --encoding | --find | --explain) return ;;
        --template) endings="md" ;;
        --style) endings="docx|dotx" ;;
        --figures) endings="csv" ;;
        --out) endings="*" ;;
        *) case ${COMP_WORDS[1]} in
           init) endings="csv|tsv|txt|xlsx|ods" ;;
           proof) endings="yaml|yml|docx|odt|html|md|txt" ;;
           *) endings="yaml|yml" ;;
           esac ;;
        esac
    fi
    compopt -o filenames 2>/dev/null
    local IFS=$'\n' file
    COMPREPLY=($(compgen -W "${choices// /$'\n'}" -- "$word"))
    [ -n "$endings" ] || { compopt +o filenames 2>/dev/null; return; }
    shopt -q extglob || { shopt -s extglob; local restore=1; }
    for file in $(compgen -f -- "$word"); do
        if [ -d "$file" ] || [ "$endings" = "*" ] || [[ $file == *.@($endings) ]]; then
            COMPREPLY+=("$file")
        fi
    done
    [ -z "${restore:-}" ] || shopt -u extglob
}
complete -F _ladostat ladostat
