using System.Security.Cryptography;
using System.Text;

namespace RtmPipeline.Commands.Configuration;

/// <summary>Digest of the settings on which outputs depend: a run that goes on from a checkpoint with other ones may give other outputs.</summary>
internal static class OutputSettings
{
    private const int KeptDigits = 16;

    /// <summary>Sections that say where and how fast, and nothing about what comes out; profiles are kept with the state itself.</summary>
    private static readonly string[] s_without = ["Topology:", "Redis:", "Brands:", "Checkpoints:", "Journal:", "Health:", "Telemetry:", "Dashboard:"];

    /// <exception cref="IOException">A model file cannot be read.</exception>
    public static string DigestOf(PipelineSettings settings)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (KnownOption option in settings.Options.Where(option => !s_without.Any(section => option.Key.StartsWith(section, StringComparison.OrdinalIgnoreCase))))
            hash.AppendData(Encoding.UTF8.GetBytes($"{option.Key}={option.InForce}\n"));
        foreach (string model in settings.Tagging.Models)
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(model)));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..KeptDigits];
    }
}
