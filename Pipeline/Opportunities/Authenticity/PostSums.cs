using System.Runtime.CompilerServices;

namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>Weights of an event's posts by what they show.</summary>
[InlineArray(Count)]
internal struct PostSums
{
    public const int Count = 12;

    private double _sum;

    /// <summary>All posts that stand.</summary>
    public double All { readonly get => this[0]; set => this[0] = value; }

    /// <summary>Posts that were taken back.</summary>
    public double TakenBack { readonly get => this[1]; set => this[1] = value; }

    /// <summary>Posts by accounts whose age is known, and by young ones among them.</summary>
    public double WithAge { readonly get => this[2]; set => this[2] = value; }

    public double Young { readonly get => this[3]; set => this[3] = value; }

    /// <summary>Posts by accounts whose followers or posts are known, and by silent ones among them.</summary>
    public double WithNumbers { readonly get => this[4]; set => this[4] = value; }

    public double Silent { readonly get => this[5]; set => this[5] = value; }

    /// <summary>Texts of their own, no reposts and no news; copies and texts of a known pattern among them.</summary>
    public double Texts { readonly get => this[6]; set => this[6] = value; }

    public double Copied { readonly get => this[7]; set => this[7] = value; }

    public double Similar { readonly get => this[8]; set => this[8] = value; }

    /// <summary>Gaps between neighbouring posts, their seconds and the squares of these.</summary>
    public double Gaps { readonly get => this[9]; set => this[9] = value; }

    public double GapSeconds { readonly get => this[10]; set => this[10] = value; }

    public double GapSquares { readonly get => this[11]; set => this[11] = value; }
}
