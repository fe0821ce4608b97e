using RtmPipeline.State;

namespace RtmPipeline.Delivery.Redis;

/// <summary>What a checkpoint holds of the delivery to Redis: where the streams end, and what was counted.</summary>
/// <param name="Prefix">What the keys begin with.</param>
/// <param name="HasBegun">False while the first entry was still to come, and had to be newer than what the streams held.</param>
/// <param name="Heads">Number and id of the last entry of each stream.</param>
internal sealed record DeliveryMark(string Prefix, bool HasBegun, StreamHeads Heads)
{
    private const string Section = "delivery.redis";

    public void Save(StateWriter to, EntryDigest written)
    {
        to.Section(Section);
        to.Text(Prefix);
        to.Bool(HasBegun);
        for (int i = 0; i < OutputStreams.Count; i++)
        {
            to.Long(Heads[i].Seq);
            to.ULong(Heads[i].LastId.Milliseconds);
            to.ULong(Heads[i].LastId.Counter);
        }

        written.Save(to);
    }

    public static DeliveryMark Load(StateReader from, EntryDigest written)
    {
        from.Section(Section);
        string prefix = from.NotNullText();
        bool hasBegun = from.Bool();
        StreamHead[] heads = new StreamHead[OutputStreams.Count];
        for (int i = 0; i < heads.Length; i++)
            heads[i] = new StreamHead(from.Long(), new EntryId(from.ULong(), from.ULong()));
        written.Load(from);
        return new DeliveryMark(prefix, hasBegun, new StreamHeads(heads));
    }
}
