namespace RtmPipeline.Commands.Evaluate;

/// <summary>A whole file cannot be used; the message says why, as the end of a sentence that begins with its name. The other files go on.</summary>
internal sealed class UnusableFileException(string message, Exception? inner = null) : Exception(message, inner);
