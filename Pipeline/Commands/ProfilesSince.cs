using RtmPipeline.Delivery;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Commands;

/// <summary>
/// Puts the profiles of the files in force after a restart, once what the target holds beyond the checkpoint has come again: that was computed with the
/// profiles that were in force then, and can only be compared with the same.
/// </summary>
/// <param name="brands">The profiles in force.</param>
/// <param name="profiles">Those the files hold now.</param>
/// <param name="models">Models to tag with; null for those that ship.</param>
/// <param name="delivery">Knows whether everything has come again.</param>
/// <param name="tell">Takes a line when profiles were taken.</param>
internal sealed class ProfilesSince(
    BrandsInForce brands, IReadOnlyList<BrandProfile> profiles, TextModels? models, IResumableDelivery delivery, Action<string> tell)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the files may be looked at as usual.</summary>
    public Task Done => _done.Task;

    /// <summary>Looks whether it is time; by one caller at a time.</summary>
    public void Look()
    {
        if (_done.Task.IsCompleted || !delivery.IsCaughtUp)
            return;
        BrandSet before = brands.Current;
        if (!before.Says(profiles))
        {
            BrandSet next = before.Next(profiles, models);
            brands.Replace(next);
            tell($"brand profiles have changed since the checkpoint: {new BrandChange(before, next).Describe()}");
        }

        _done.SetResult();
    }
}
