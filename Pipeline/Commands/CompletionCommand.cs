using System.CommandLine;

namespace RtmPipeline.Commands;

/// <summary>
/// <c>completion SHELL</c>: a script that makes a shell complete this program's verbs, options and values. The script asks the program itself, by the directive
/// <c>[suggest:POSITION]</c> of the library that reads its command line, so it never falls behind.
/// </summary>
internal static class CompletionCommand
{
    /// <summary>What begins with a dash is offered where a word begins so, as otherwise it would stand in the way of names of files.</summary>
    private const string Bash = """
        # Completions of rtm for bash: source <(rtm completion bash)
        _rtm() {
            local word="${COMP_WORDS[COMP_CWORD]}" line="${COMP_LINE:0:COMP_POINT}" found
            line="${line#*"$1"}"
            line="${line#[[:space:]]}"
            [[ $word == [=:] ]] && word=""
            COMPREPLY=()
            while IFS= read -r found; do
                [[ -z $found || $found == /* || $found != "$word"* ]] && continue
                [[ $found == -* && $word != -* ]] && continue
                COMPREPLY+=("$found")
            done < <("$1" "[suggest:${#line}]" "$line" 2>/dev/null)
        }
        complete -o bashdefault -o default -F _rtm rtm

        """;

    private const string Zsh = """
        # Completions of rtm for zsh, after compinit: source <(rtm completion zsh)
        _rtm() {
            local line="${(j: :)words[2,CURRENT]}"
            local -a found
            found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
            found=(${found:#/*})
            [[ $PREFIX == -* ]] || found=(${found:#-*})
            compadd -a found || _files
        }
        compdef _rtm rtm

        """;

    private const string Fish = """
        # Completions of rtm for fish: rtm completion fish > ~/.config/fish/completions/rtm.fish
        function __rtm_suggestions
            set -l line (string replace -r '^\s*\S+\s?' '' -- (commandline -cp))
            set -l position (string length -- "$line")
            set -l hidden '^(/|-|$)'
            string match -q -- '-*' (commandline -ct); and set hidden '^(/|$)'
            rtm "[suggest:$position]" "$line" 2>/dev/null | string match -v -r $hidden
        end
        complete -c rtm -a '(__rtm_suggestions)'

        """;

    private static readonly Dictionary<string, string> s_scripts = new(StringComparer.Ordinal) { ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish };

    public static Command Create()
    {
        Argument<string> shell = new("SHELL") { Description = string.Join(", ", s_scripts.Keys) };
        shell.AcceptOnlyFromAmong([.. s_scripts.Keys]);
        Command command = new("completion", "Prints a script that makes a shell complete verbs, options and values.") { shell };
        command.SetAction(parse => parse.InvocationConfiguration.Output.Write(s_scripts[parse.GetRequiredValue(shell)]));
        return command;
    }
}
