using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tagging.Entities;

/// <summary>What a word can be in a name.</summary>
[Flags]
internal enum NameParts : ushort
{
    None = 0,

    /// <summary>A given name.</summary>
    Given = 1,

    /// <summary>A given name that is an ordinary word or a place as well ("Grace", "Paz", "Bianca").</summary>
    Doubtful = 2,

    /// <summary>What is said before a person's name.</summary>
    Title = 4,

    /// <summary>Small words inside names ("de la", "von").</summary>
    Particle = 8,

    /// <summary>Begins the name of an organisation ("Universidad …", "Bank of …").</summary>
    OrganisationHead = 16,

    /// <summary>Begins the name of an organisation also in small letters ("ayuntamiento de …").</summary>
    SmallOrganisationHead = 32,

    /// <summary>Ends the name of an organisation ("… FC", "… Inc").</summary>
    OrganisationTail = 64,

    /// <summary>Begins the name of a place ("calle …", "Lake …").</summary>
    PlaceHead = 128,

    /// <summary>Ends the name of a place ("… River").</summary>
    PlaceTail = 256,

    /// <summary>"San", "St": with a given name it is a place, a day or a church more often than a person.</summary>
    Saint = 512,

    /// <summary>Often has a capital, and is no name: weekdays, months, exclamations.</summary>
    NoName = 1024,

    /// <summary>The Italian "via": a street behind "in" and "di" only, because posts say "via" before their source.</summary>
    Street = 2048,

    /// <summary>A title with its full stop only ("On.", "Ing."): without one it is another word.</summary>
    DottedTitle = 4096,

    /// <summary>A title with a capital only ("King", "Papa"): in small letters it is an ordinary word.</summary>
    CapitalTitle = 8192,

    /// <summary>Begins the name of an organisation before a small word only ("Bank of …"): alone it begins "Bank Holiday".</summary>
    HeadBeforeParticle = 16384,
}

internal static class NamePartsExtensions
{
    /// <summary>True when the word can be at least one of what is asked for.</summary>
    public static bool HasAny(this NameParts parts, NameParts wanted) => (parts & wanted) != NameParts.None;
}

/// <summary>
/// What single words tell about names: given names and cue words of the three languages, by the hash of their folded form.
/// Open addressing, at most a quarter full: a word that is not in it costs one look at a slot in about three of four cases.
/// </summary>
internal sealed class NameKnowledge
{
    private const int TableLength = 8192;

    private readonly ulong[] _hashes = new ulong[TableLength];
    private readonly NameParts[] _parts = new NameParts[TableLength];

    private NameKnowledge()
    {
        foreach (string line in NameResource.Lines("given-names"))
        {
            foreach (string name in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Add(name.TrimStart('?'), name[0] == '?' ? NameParts.Given | NameParts.Doubtful : NameParts.Given);
        }
        foreach ((NameParts parts, string words) in NameCues.All)
        {
            foreach (string word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                Add(word, parts);
        }
    }

    /// <summary>The knowledge that ships with the program; it does not change.</summary>
    public static NameKnowledge Shipped { get; } = new();

    /// <summary>Words known.</summary>
    public int Count { get; private set; }

    /// <summary>What the word of this hash can be; see <see cref="Folding.Hash"/>.</summary>
    public NameParts Of(ulong hash) => _parts[SlotOf(hash)];

    /// <summary>What the word can be.</summary>
    public NameParts Of(ReadOnlySpan<char> word) => Of(Folding.Hash(word));

    private void Add(string word, NameParts parts)
    {
        AddHash(Folding.Hash(word), parts);
        // People in a hurry type "Begona".
        if (word.Contains('ñ'))
            AddHash(Folding.Hash(word.Replace('ñ', 'n')), parts);
    }

    private void AddHash(ulong hash, NameParts parts)
    {
        int slot = SlotOf(hash);
        Count += _hashes[slot] == 0 ? 1 : 0;
        if (Count > TableLength / 4)
            throw new InvalidOperationException($"More than {TableLength / 4} words are known about names; the table needs more slots.");
        _hashes[slot] = hash;
        _parts[slot] |= parts;
    }

    /// <summary>Where the hash stands, or the free slot where its search ends.</summary>
    private int SlotOf(ulong hash)
    {
        int slot = (int)(hash & (TableLength - 1));
        while (_hashes[slot] != 0 && _hashes[slot] != hash)
            slot = (slot + 1) & (TableLength - 1);
        return slot;
    }
}
