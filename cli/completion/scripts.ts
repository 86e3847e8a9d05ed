// What each shell needs to ask `touchstone __complete <words before the cursor> <word at the cursor>` at a Tab. That answers
// a candidate per line, its description after a tab; nothing where the shell's own names of files are best.

const BASH = String.raw`# bash completion of touchstone; made by: touchstone completion bash
_touchstone() {
  local current="\${COMP_WORDS[COMP_CWORD]}" value
  local -a before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}")
  COMPREPLY=()
  while IFS=$'\t' read -r value _; do
    # What a note is called never becomes a command: quoted as the word began.
    case "$current" in
      \"*) value="\${value//\\/\\\\}"; value="\${value//\$/\\\$}"; value="\${value//\`/\\\`}"; value="\${value//\"/\\\"}" ;;
      \'*) value="\${value//\'/\'\\\'\'}" ;;
      *) printf -v value '%q' "$value" ;;
    esac
    COMPREPLY+=("$value")
  done < <("\${COMP_WORDS[0]}" __complete "\${before[@]}" "$current" 2>/dev/null)
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == */ ]]; then compopt -o nospace; fi
}
complete -o default -F _touchstone touchstone tst
`;

const ZSH = String.raw`#compdef touchstone tst
# zsh completion of touchstone; made by: touchstone completion zsh
_touchstone() {
  local value description
  local -a values shown folders
  while IFS=$'\t' read -r value description; do
    if [[ $value == */ ]]; then folders+=("$value"); continue; fi
    values+=("$value")
    shown+=("$value\${description:+  -- $description}")
  done < <("\${words[1]}" __complete "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)
  if (( $#values + $#folders == 0 )); then _files; return; fi
  (( $#folders )) && compadd -S '' -a folders
  (( $#values )) && compadd -l -d shown -a values
}
compdef _touchstone touchstone tst
`;

const FISH = String.raw`# fish completion of touchstone; made by: touchstone completion fish
function __touchstone_complete
    set -l words (commandline -opc)
    set -l found ($words[1] __complete $words[2..] (commandline -ct) 2>/dev/null)
    if test (count $found) -eq 0
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $found
    end
end
complete -c touchstone -f -a '(__touchstone_complete)'
complete -c tst -f -a '(__touchstone_complete)'
`;

/** A dollar before a brace is escaped above, so that TypeScript leaves it to the shell. */
function plain(script: string): string {
  return script.replaceAll('\\${', '${');
}

export const COMPLETION_SCRIPTS = { bash: plain(BASH), zsh: plain(ZSH), fish: plain(FISH) } as const;
