namespace RtmPipeline.Trends.Series;

/// <summary>What one row of a series says about the beginning of a trend.</summary>
/// <param name="Score">Probability, 0 to 1, that a trend begins here; see <see cref="OnsetCalibration"/> for what that means. 0 during the warm-up.</param>
/// <param name="Alert">Whether the score has reached the threshold: true once for an event, and again when it escalates.</param>
internal readonly record struct OnsetReading(double Score, bool Alert);
