using System.Numerics;
using RtmPipeline.Posts;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Communities;

/// <summary>Distinct people in 256 bytes, whatever their number: HyperLogLog with linear counting while few (Flajolet, Fusy, Gandouet, Meunier, AofA 2007, fig. 3).</summary>
/// <remarks>The standard error is 1.04/√256 = 6.5 % for many, and below 3 % for up to a hundred. Adding in another order gives the same.</remarks>
internal sealed class DistinctAuthors
{
    private const int IndexBits = 8;
    private const int Registers = 1 << IndexBits;

    /// <summary>Memory of the registers.</summary>
    public const int Bytes = Registers;

    /// <summary>The paper's bias correction for 256 registers, and the estimate up to which linear counting is better.</summary>
    private const double Alpha = 0.7213 / (1 + (1.079 / Registers));
    private const double FewBelow = 2.5 * Registers;

    private readonly byte[] _ranks = new byte[Registers];

    /// <summary>Adds an author by the hash of source and id; not 0.</summary>
    public void Add(ulong author)
    {
        ulong mixed = Mix64.Finish(author);
        ref byte rank = ref _ranks[(int)(mixed >> (64 - IndexBits))];
        // The last bit bounds the rank.
        rank = Math.Max(rank, (byte)(BitOperations.LeadingZeroCount((mixed << IndexBits) | 1) + 1));
    }

    /// <summary>Whole numbers, so that libraries which disagree about the last bit of a logarithm agree.</summary>
    public long Estimate()
    {
        double sum = 0;
        int empty = 0;
        foreach (byte rank in _ranks)
        {
            sum += Math.ScaleB(1, -rank);
            empty += rank == 0 ? 1 : 0;
        }

        double many = Alpha * Registers * Registers / sum;
        return (long)Math.Round(many <= FewBelow && empty > 0 ? Registers * Math.Log((double)Registers / empty) : many);
    }

    public void Save(StateWriter to) => to.Values(_ranks);

    public void Load(StateReader from) => from.ValuesInto(_ranks.AsSpan());
}
