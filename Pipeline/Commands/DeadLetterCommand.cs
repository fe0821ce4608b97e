using System.CommandLine;
using RtmPipeline.Commands.DeadLetters;

namespace RtmPipeline.Commands;

/// <summary>The verb <c>deadletter</c>: looks at rejected input, and sends it through again.</summary>
internal static class DeadLetterCommand
{
    public static Command Create() =>
        new("deadletter", "Looks at the input that was refused, and sends it through again after a fix.")
        {
            ListLetters.Create(),
            ShowLetter.Create(),
            ReplayLetters.Create(),
        };
}
