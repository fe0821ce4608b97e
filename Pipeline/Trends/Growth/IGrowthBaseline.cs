namespace RtmPipeline.Trends.Growth;

/// <summary>A simple forecast of the final size, which a better one must beat. Not a number where it has no forecast.</summary>
internal interface IGrowthBaseline
{
    string Name { get; }

    double Predict(Cascade cascade, TimeSpan observed);

    double Predict(ShareSeries shares, TimeSpan observed);
}
