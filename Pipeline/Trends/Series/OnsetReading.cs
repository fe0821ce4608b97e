namespace RtmPipeline.Trends.Series;

/// <summary>What a detector says of one value of a series.</summary>
/// <param name="Score">0 to 1: that a trend begins here.</param>
/// <param name="Alert">True where the score passes the shipped threshold and no trend is under way.</param>
internal readonly record struct OnsetReading(double Score, bool Alert);
