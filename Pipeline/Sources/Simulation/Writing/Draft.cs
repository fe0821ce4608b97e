using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation.Writing;

/// <summary>Kinds of entities in a text.</summary>
internal enum EntityMark : byte
{
    Hashtag,
    Mention,
    Link,
}

/// <summary>An entity of a draft; offsets are code points, as the platform counts.</summary>
/// <param name="Mark">Kind.</param>
/// <param name="Start">First code point.</param>
/// <param name="End">One past the last.</param>
/// <param name="FirstByte">First byte of its surface in the draft.</param>
/// <param name="LastByte">One past the last byte.</param>
/// <param name="Target">Account id of a mention, number of a link.</param>
internal readonly record struct DraftEntity(EntityMark Mark, int Start, int End, int FirstByte, int LastByte, ulong Target);

/// <summary>One text under construction, escaped for JSON, with what stands in it. Used again for each post.</summary>
internal sealed class Draft
{
    /// <summary>Most code points of a text, as the platform allows.</summary>
    public const int MaxCodePoints = 280;

    /// <summary>Most entities of a text; further ones stay plain text.</summary>
    private const int MaxEntities = 12;

    /// <summary>A code point takes at most four bytes, or six when escaped.</summary>
    private readonly byte[] _bytes = new byte[MaxCodePoints * 6];

    private readonly DraftEntity[] _entities = new DraftEntity[MaxEntities];
    private int _entityCount;

    public int Length { get; private set; }

    public int CodePoints { get; private set; }

    /// <summary>Flags of the topic's surfaces that were written.</summary>
    public ulong Surfaces { get; set; }

    /// <summary>Flags of the companion's surfaces that were written.</summary>
    public ulong CompanionSurfaces { get; set; }

    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, Length);

    public ReadOnlySpan<DraftEntity> Entities => _entities.AsSpan(0, _entityCount);

    public void Clear()
    {
        Length = 0;
        CodePoints = 0;
        Surfaces = 0;
        CompanionSurfaces = 0;
        _entityCount = 0;
    }

    /// <summary>Appends a piece; one that no longer fits is left out whole.</summary>
    /// <returns>Whether it was appended.</returns>
    public bool Append(in Fragment piece) => Append(piece.Utf8, piece.CodePoints);

    /// <inheritdoc cref="Append(in Fragment)"/>
    public bool Append(ReadOnlySpan<byte> utf8, int codePoints)
    {
        if (CodePoints + codePoints > MaxCodePoints || Length + utf8.Length > _bytes.Length)
            return false;
        utf8.CopyTo(_bytes.AsSpan(Length));
        Length += utf8.Length;
        CodePoints += codePoints;
        return true;
    }

    /// <summary>Appends an entity's surface and notes where it stands.</summary>
    public bool AppendEntity(EntityMark mark, ReadOnlySpan<byte> utf8, int codePoints, ulong target)
    {
        int start = CodePoints;
        int first = Length;
        if (!Append(utf8, codePoints))
            return false;
        if (_entityCount < MaxEntities)
            _entities[_entityCount++] = new DraftEntity(mark, start, CodePoints, first, Length, target);
        return true;
    }

    /// <summary>Appends a space unless the text is empty or ends with one.</summary>
    public void Space()
    {
        if (Length > 0 && _bytes[Length - 1] != (byte)' ')
            Append(" "u8, 1);
    }

    /// <summary>Takes spaces off the end, which empty places leave.</summary>
    public void TrimEnd()
    {
        while (Length > 0 && _bytes[Length - 1] == (byte)' ')
        {
            Length--;
            CodePoints--;
        }
    }

    /// <summary>Makes the letter at a byte a capital, if it is a plain small letter.</summary>
    public void Capitalise(int at)
    {
        if (at < Length && _bytes[at] is >= (byte)'a' and <= (byte)'z')
            _bytes[at] -= 32;
    }
}
