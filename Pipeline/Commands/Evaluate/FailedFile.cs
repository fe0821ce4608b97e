namespace RtmPipeline.Commands.Evaluate;

/// <summary>A file that could not be used, and why.</summary>
internal sealed record FailedFile(string File, string Fault);
