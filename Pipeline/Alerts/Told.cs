using RtmPipeline.State;
using RtmPipeline.Tagging;

namespace RtmPipeline.Alerts;

/// <summary>What one stream was told of an incident last; what came since is held against it.</summary>
/// <param name="At">Stream time.</param>
/// <param name="Score">0–100.</param>
/// <param name="ActBefore">Time by which to act.</param>
/// <param name="Safety">Worst level with a share that counts.</param>
/// <param name="HasNews">True once news had it.</param>
/// <param name="Languages">All main languages told of so far: one that goes and comes back is not new.</param>
internal sealed record Told(long At, double Score, long ActBefore, SafetyLevel Safety, bool HasNews, string[] Languages)
{
    public static void Save(Told? told, StateWriter to)
    {
        to.Bool(told is not null);
        if (told is null)
            return;
        to.Long(told.At);
        to.Double(told.Score);
        to.Long(told.ActBefore);
        to.Byte((byte)told.Safety);
        to.Bool(told.HasNews);
        StateLists.Save(told.Languages, to, static (language, to) => to.Text(language));
    }

    public static Told? Load(StateReader from) => from.Bool()
        ? new Told(
            from.Long(), from.Double(), from.Long(), from.OneOf<SafetyLevel>(from.Byte()), from.Bool(), StateLists.Load(from, sizeof(int), static from => from.NotNullText()))
        : null;
}
