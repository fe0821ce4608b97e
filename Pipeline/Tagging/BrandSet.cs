using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Tagging;

/// <summary>
/// All profiles at one time, with the tagger that looks for their words. Every stage works on one batch with one set, the one that the batch was given
/// when it was closed. Nothing in it changes.
/// </summary>
internal sealed class BrandSet
{
    private readonly BrandRetagger? _retagger;

    private BrandSet(int number, IReadOnlyList<BrandProfile> profiles, TextModels? models)
    {
        Number = number;
        Profiles = profiles;
        Tagger = new PostTagger(profiles, models);
        Own = new OwnAccounts(profiles);
        _retagger = number == 0 ? null : new BrandRetagger(profiles);
    }

    /// <summary>Counts the sets of a run from 0.</summary>
    public int Number { get; }

    /// <summary>In the order of the outputs.</summary>
    public IReadOnlyList<BrandProfile> Profiles { get; }

    public PostTagger Tagger { get; }

    /// <summary>The brands' own accounts.</summary>
    public OwnAccounts Own { get; }

    /// <summary>Tells what older posts mean to the profiles; the first set has none before it.</summary>
    public BrandRetagger Retagger => _retagger ?? throw new InvalidOperationException("the first set of a run finds no posts of an earlier one");

    /// <summary>True when profiles are those of this set, in the same order.</summary>
    public bool Says(IReadOnlyList<BrandProfile> profiles)
    {
        if (profiles.Count != Profiles.Count)
            return false;
        for (int place = 0; place < profiles.Count; place++)
        {
            if (profiles[place].Id != Profiles[place].Id || !profiles[place].IsSameAs(Profiles[place]))
                return false;
        }
        return true;
    }

    /// <summary>The set a run begins with.</summary>
    /// <param name="profiles">Profiles in the order of the outputs.</param>
    /// <param name="models">Models to go by; null for those that ship with the program.</param>
    public static BrandSet First(IReadOnlyList<BrandProfile> profiles, TextModels? models = null) => new(0, profiles, models);

    /// <summary>The set that a run goes on with from a checkpoint.</summary>
    /// <param name="number">Its number then.</param>
    /// <param name="profiles">Its profiles.</param>
    /// <param name="models">Models to go by; null for those that ship with the program.</param>
    public static BrandSet Restored(int number, IReadOnlyList<BrandProfile> profiles, TextModels? models = null) => new(number, profiles, models);

    /// <summary>The set that follows. Costs what a start does, so it is not for the flow's tasks.</summary>
    public BrandSet Next(IReadOnlyList<BrandProfile> profiles, TextModels? models = null) => new(Number + 1, profiles, models);
}
