using System.Text.Json;
using RtmPipeline.State;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Topology;

/// <summary>The profiles of a checkpoint.</summary>
/// <param name="OfState">Those that the stages' states are of.</param>
/// <param name="Next">Those of the batch behind the cut; the same, unless they were replaced just there.</param>
internal sealed record BrandsOfCheckpoint(BrandSet OfState, BrandSet Next)
{
    public void Save(StateWriter to)
    {
        to.Section("brands");
        Save(to, OfState);
        Save(to, Next);
    }

    /// <exception cref="StateFormatException">It is not what <see cref="Save"/> wrote.</exception>
    public static BrandsOfCheckpoint Load(StateReader from, TextModels? models)
    {
        from.Section("brands");
        BrandSet ofState = LoadSet(from, models);
        BrandSet next = LoadSet(from, models);
        return new BrandsOfCheckpoint(ofState, next.Number == ofState.Number ? ofState : next);
    }

    private static void Save(StateWriter to, BrandSet set)
    {
        to.Int(set.Number);
        to.Bytes(BrandProfileJson.Write(set.Profiles));
    }

    private static BrandSet LoadSet(StateReader from, TextModels? models)
    {
        int number = from.Int();
        try
        {
            return BrandSet.Restored(number, BrandProfileJson.Read(from.Bytes()), models);
        }
        catch (JsonException broken)
        {
            throw from.Broken($"the profiles are not readable: {broken.Message}");
        }
    }
}
