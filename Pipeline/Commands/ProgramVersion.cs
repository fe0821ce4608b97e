namespace RtmPipeline.Commands;

/// <summary>The version of the program, as checkpoints and metrics have it.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetName().Version?.ToString(3) ?? "unknown";
}
