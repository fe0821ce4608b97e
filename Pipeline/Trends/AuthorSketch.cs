using System.Numerics;
using System.Runtime.CompilerServices;

namespace RtmPipeline.Trends;

[InlineArray(AuthorSketch.Registers)]
internal struct SketchRegisters
{
    private byte _register;
}

/// <summary>
/// Estimates how many distinct authors a topic had lately, in 64 bytes: two HyperLogLog sketches of 32 registers, one for the current
/// half hour and one for the half hour before. Standard error about 18 % for many authors, 14 % for fewer than 20.
/// </summary>
/// <remarks>Flajolet, Fusy, Gandouet, Meunier: HyperLogLog, 2007, with linear counting for small numbers as in its §4. Mutable; lives inside an array.</remarks>
internal struct AuthorSketch
{
    public const int Registers = 32;

    /// <summary>Stream seconds that one sketch gathers.</summary>
    public const int GenerationSeconds = 1800;

    /// <summary>Bias constant of HyperLogLog for 32 registers.</summary>
    private const double Alpha = 0.697;

    private SketchRegisters _young;
    private SketchRegisters _old;
    private long _generation;

    /// <summary>Adds an author; unknown authors (key 0) are not counted.</summary>
    /// <param name="authorKey">Well-mixed 64-bit hash.</param>
    /// <param name="generation">Stream seconds / <see cref="GenerationSeconds"/>.</param>
    public void Add(ulong authorKey, long generation)
    {
        Turn(generation);
        if (authorKey == 0 || generation < _generation)
            return;
        int register = (int)(authorKey & (Registers - 1));
        byte rank = (byte)(BitOperations.LeadingZeroCount(authorKey | (Registers - 1)) + 1);
        if (rank > _young[register])
            _young[register] = rank;
    }

    /// <summary>Estimated distinct authors in the current generation and the one before.</summary>
    public readonly double Estimate(long generation)
    {
        bool useYoung = generation - _generation <= 1;
        bool useOld = generation == _generation;
        double sum = 0;
        int zeros = 0;
        for (int i = 0; i < Registers; i++)
        {
            int rank = Math.Max(useYoung ? _young[i] : 0, useOld ? _old[i] : 0);
            sum += 1.0 / (1UL << rank);
            zeros += rank == 0 ? 1 : 0;
        }

        double raw = Alpha * Registers * Registers / sum;
        return raw <= 2.5 * Registers && zeros > 0 ? Registers * Math.Log((double)Registers / zeros) : raw;
    }

    private void Turn(long generation)
    {
        if (generation <= _generation)
            return;
        _old = generation == _generation + 1 ? _young : default;
        _young = default;
        _generation = generation;
    }
}
