using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;

namespace RtmPipeline.Tests.Posts.Decoding;

internal sealed class MutationTests
{
    private const int MutationsPerFixture = 3000;

    private static readonly string[] s_fragments =
    [
        "null", "[]", "{}", "\"\"", "0", "-1", "1e999", "\\ud800", "\\u0000", "\"data\":{", "\"id\":", "}", "]", ",", "&#", "\uFEFF", "at://", "99999999999999999999",
    ];

    [Test]
    public void Record_DamagedInAnyWay_IsDecodedRejectedOrPassedOver()
    {
        Random random = new(20260814);
        foreach (string fixture in Fixtures.All)
        {
            byte[] whole = Encoding.UTF8.GetBytes(fixture);
            for (int i = 0; i < MutationsPerFixture; i++)
                Check(Damaged(whole, random));
        }
    }

    [Test]
    public void Record_CutAnywhere_IsRejectedAsInvalid()
    {
        foreach (string fixture in Fixtures.All)
        {
            byte[] whole = Encoding.UTF8.GetBytes(fixture);
            for (int length = 1; length < whole.Length; length++)
            {
                Rejection? rejection = Check(whole[..length]).Items.Single().Rejection;
                Assert.That(rejection?.Reason, Is.EqualTo(RejectReason.InvalidJson), $"{length} bytes of {fixture}");
            }
        }
    }

    private static byte[] Damaged(byte[] whole, Random random)
    {
        byte[] bytes = [.. whole];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    int end = Math.Min(bytes.Length, at + random.Next(1, 40));
                    bytes = [.. bytes[..at], .. bytes[end..], (byte)' '];
                    break;
                default:
                    bytes = [.. bytes[..at], .. Encoding.UTF8.GetBytes(s_fragments[random.Next(s_fragments.Length)]), .. bytes[at..]];
                    break;
            }
        }

        return bytes;
    }

    private static DecodedBatch Check(byte[] bytes)
    {
        RawRecord[] records = [Decoded.Record(bytes), Decoded.Record(bytes, RecordForm.ServerSentEvent, "update"), Decoded.Record(bytes, RecordForm.ServerSentEvent, "delete")];
        DecodedBatch first = Decoded.Records(records[0]);
        foreach (DecodedItem item in Decoded.Records(records).Items)
        {
            if (item.Post is { } post)
                Assert.That(IsWithinLimits(post), Is.True, () => Fixtures.Show(item));
            else
                Assert.That(item.Rejection!.Payload, Is.Not.Empty.Or.Length.EqualTo(bytes.Length));
        }

        Assert.That(first.Items.Count + first.Ignored.Sum(), Is.GreaterThan(0));
        return first;
    }

    private static bool IsWithinLimits(Post post) =>
        post.Id.Length is > 0 and < 3 * PostText.MaxNameLength &&
        post.Text.Length <= PostLimits.MaxTextLength && !post.Text.Contains('\0') && IsWellFormed(post.Text) && IsWellFormed(post.Id) &&
        post.Version >= 1 &&
        (PostTime.IsPlausible(post.PostedAt) || (post.PostedAt == 0 && post.Action is PostAction.Delete or PostAction.DeleteAuthor));

    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }
}
