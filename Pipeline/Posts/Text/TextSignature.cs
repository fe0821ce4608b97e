using System.Runtime.CompilerServices;

namespace RtmPipeline.Posts.Text;

/// <summary>Min-hash sketch of a text: the share of equal slots estimates the Jaccard similarity of the word pairs of two texts.</summary>
[InlineArray(Slots)]
internal struct TextSignature
{
    public const int Slots = 16;
    private uint _slot;
}
