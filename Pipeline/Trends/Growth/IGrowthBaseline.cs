namespace RtmPipeline.Trends.Growth;

/// <summary>A way to tell the final count from the present one alone: what every regression must beat.</summary>
internal interface IGrowthBaseline
{
    /// <summary>Name for tables.</summary>
    string Name { get; }

    /// <summary>The final count expected of what has so many now.</summary>
    double Predict(double observedCount);
}
