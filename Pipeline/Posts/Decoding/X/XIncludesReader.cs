using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.X;

/// <summary>Reads what came along with a v2 response: posts that others refer to, and users.</summary>
internal static class XIncludesReader
{
    /// <summary>Reads <c>includes</c>.</summary>
    public static void Read(ref Utf8JsonReader reader, XResponse response)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            bool isPosts = name.SequenceEqual("tweets"u8) || name.SequenceEqual("posts"u8);
            bool isUsers = name.SequenceEqual("users"u8);
            reader.Read();
            if ((!isPosts && !isUsers) || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            while (JsonFields.NextElement(ref reader))
            {
                if (!JsonFields.IsObject(ref reader))
                    continue;
                if ((isPosts ? response.Included.Count : response.Users.Count) == XResponse.MaxIncluded)
                {
                    reader.Skip();
                }
                else if (isPosts)
                {
                    XStatus included = XStatus.Empty;
                    XStatusReader.Read(ref reader, ref included, response, isNested: true);
                    response.Included.Add(included);
                }
                else
                {
                    XUser user = new() { Followers = -1, Posts = -1 };
                    ReadUser(ref reader, ref user, isNested: false);
                    response.Users.Add(user);
                }
            }
        }
    }

    private static void ReadUser(ref Utf8JsonReader reader, ref XUser user, bool isNested)
    {
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            int field = name.Length switch
            {
                2 when name.SequenceEqual("id"u8) => 1,
                4 when name.SequenceEqual("data"u8) => 5,
                8 when name.SequenceEqual("username"u8) => 2,
                10 when name.SequenceEqual("created_at"u8) => 3,
                14 when name.SequenceEqual("public_metrics"u8) => 4,
                _ => 0,
            };
            reader.Read();
            switch (field)
            {
                case 1:
                    user.Id = RawText.Scalar(ref reader);
                    break;
                case 2:
                    user.Name = RawText.String(ref reader);
                    break;
                case 3:
                    user.CreatedAt = RawText.String(ref reader);
                    break;
                case 4:
                    ReadMetrics(ref reader, ref user);
                    break;

                // Activity events wrap each user they include.
                case 5 when !isNested && reader.TokenType == JsonTokenType.StartObject:
                    ReadUser(ref reader, ref user, isNested: true);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static void ReadMetrics(ref Utf8JsonReader reader, ref XUser user)
    {
        if (!JsonFields.IsObject(ref reader))
            return;
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            bool isFollowers = name.SequenceEqual("followers_count"u8);
            bool isPosts = name.SequenceEqual("tweet_count"u8) || name.SequenceEqual("post_count"u8);
            reader.Read();
            if (isFollowers)
                user.Followers = JsonFields.Count(ref reader);
            else if (isPosts)
                user.Posts = JsonFields.Count(ref reader);
            else
                reader.Skip();
        }
    }
}
