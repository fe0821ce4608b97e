using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Sources.Files;
using RtmPipeline.Topology;

namespace RtmPipeline.Commands;

/// <summary>Holds the inputs of a run against those of a checkpoint.</summary>
internal static class SourceMarks
{
    /// <summary>
    /// An input that the checkpoint is in the middle of must be given again and be the same file. One that had ended may be left out, and new ones
    /// may come: tomorrow's recording goes on where today's ended.
    /// </summary>
    /// <exception cref="DeliveryRefusedException">They do not go together.</exception>
    public static void Check(Checkpoint checkpoint, IReadOnlyList<string> files)
    {
        foreach (SourceMark mark in checkpoint.Sources)
        {
            if (!files.Contains(mark.Name))
            {
                if (!mark.HasEnded)
                    throw new DeliveryRefusedException($"checkpoint {checkpoint.Number} is in the middle of {mark.Name}, which is not among the inputs; give it again, or begin anew with another --state DIR");
            }
            else if (mark.Identity.Length > 0 && !FileIdentity.Fits(mark.Name, mark.Identity))
            {
                throw new DeliveryRefusedException($"{mark.Name} is not the file that checkpoint {checkpoint.Number} was made of: its beginning differs; name that file, or begin anew with another --state DIR");
            }
        }
    }

    /// <summary>What a checkpoint keeps of the sources besides their places: identities of files, and sources of earlier runs that had ended.</summary>
    public static CheckpointSources Of(IReadOnlyList<string> files, Checkpoint? from) => new(
        files.Where(File.Exists).ToDictionary(file => file, FileIdentity.Of, StringComparer.Ordinal),
        [.. (from?.Sources ?? []).Where(mark => mark.HasEnded && !files.Contains(mark.Name))]);
}
