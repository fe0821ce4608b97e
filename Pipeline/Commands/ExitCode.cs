namespace RtmPipeline.Commands;

/// <summary>What the process tells its caller. Scripts rely on these values.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It began, and failed while running.</summary>
    public const int Failed = 1;

    /// <summary>The command line, the configuration or a brand profile is wrong; nothing was begun.</summary>
    public const int WrongUsage = 2;

    /// <summary>It ran to the end, some input was rejected, and <c>--strict</c> was given.</summary>
    public const int RejectedInput = 3;
}
