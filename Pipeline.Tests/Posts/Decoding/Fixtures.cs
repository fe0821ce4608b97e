using System.Text.Json;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts.Decoding;

/// <summary>One invented record of each wire format.</summary>
internal static class Fixtures
{
    public const string XStream =
        """{"data":{"id":"1900000000000000123","text":"Tea &amp; cake at the harbour https://t.co/AbCdEf1234 #tea","author_id":"77001","created_at":"2026-08-14T09:21:07.000Z","lang":"en","edit_history_tweet_ids":["1900000000000000123"],"public_metrics":{"retweet_count":3,"reply_count":1,"like_count":11,"impression_count":420},"entities":{"urls":[{"start":28,"end":51,"url":"https://t.co/AbCdEf1234","expanded_url":"https://tea.example/cake","unwound_url":"https://tea.example/cake/harbour"}]}},"includes":{"users":[{"id":"77000","username":"other"},{"id":"77001","name":"Mara","username":"mara_ex","created_at":"2015-01-02T03:04:05.000Z","public_metrics":{"followers_count":1200}}]},"matching_rules":[{"id":"1","tag":"tea"}]}""";

    public const string XRepost =
        """{"data":{"id":"1900000000000000555","text":"RT @mara_ex: The kettle song is a very long song that is cut off he…","author_id":"77009","referenced_tweets":[{"type":"retweeted","id":"1900000000000000400"}],"edit_history_tweet_ids":["1900000000000000555"]},"includes":{"tweets":[{"id":"1900000000000000400","text":"The kettle song, short form","lang":"en","note_tweet":{"text":"The kettle song is a very long song that is cut off here no more","entities":{"urls":[{"url":"https://t.co/song","expanded_url":"https://tea.example/song"}]}},"edit_history_tweet_ids":["1900000000000000390","1900000000000000400"]}]}}""";

    public const string XPage =
        """{"data":[{"id":"1900000000000000001","text":"first"},{"id":"1900000000000000002","author_id":"5"},{"id":"1900000000000000003","text":"third"}],"meta":{"result_count":3}}""";

    public const string XDelete =
        """{"data":{"delete":{"tweet":{"id":"1900000000000000123","author_id":"77001"},"event_at":"2026-08-15T00:00:00.000Z"}}}""";

    public const string Tweet =
        """{"created_at":"Thu Mar 05 08:15:30 +0000 2020","id":1235477000000000001,"id_str":"1235477000000000001","text":"RT @ex_ample: The ferry sails again and all lamps are l…","truncated":false,"lang":"en","user":{"id":991,"id_str":"991","screen_name":"someone","followers_count":42,"created_at":"Mon Jan 05 08:15:30 +0000 2015"},"retweeted_status":{"created_at":"Thu Mar 05 08:10:00 +0000 2020","id_str":"1235475000000000000","text":"The ferry sails again … https://t.co/x","truncated":true,"extended_tweet":{"full_text":"The ferry sails again and all lamps are lit; timetable at https://t.co/time","entities":{"urls":[{"url":"https://t.co/time","expanded_url":"https://ferry.example/time"}]}},"user":{"id_str":"992","screen_name":"ex_ample"},"entities":{"urls":[{"url":"https://t.co/x","expanded_url":"https://x.com/i/web/status/1"}]}},"retweet_count":7,"favorite_count":0,"entities":{"urls":[]}}""";

    public const string Activity =
        """{"id":"tag:search.x.com,2005:1307025659294674945","objectType":"activity","verb":"share","postedTime":"2020-09-18T18:36:15.000Z","link":"http://x.com/kim/statuses/1307025659294674945","body":"RT @lee: Lanterns on the r…","actor":{"id":"id:twitter.com:881","preferredUsername":"kim","followersCount":12,"postedTime":"2013-12-14T04:35:55.036Z"},"object":{"id":"tag:search.x.com,2005:1307025659294670000","verb":"post","body":"Lanterns on the r… https://t.co/more","long_object":{"body":"Lanterns on the river tonight https://t.co/boat","twitter_entities":{"urls":[{"url":"https://t.co/boat","expanded_url":"https://boat.example/"}]}},"object":{"objectType":"note","id":"object:search.x.com,2005:9"}},"twitter_lang":"en","retweetCount":2,"favoritesCount":5}""";

    public const string Jetstream =
        """{"did":"did:plc:aaaaexample","time_us":1786700000123456,"kind":"commit","commit":{"rev":"3r","operation":"create","collection":"app.bsky.feed.post","rkey":"3mkey22","record":{"$type":"app.bsky.feed.post","createdAt":"2026-08-14T09:33:20.001Z","langs":["de","en"],"text":"Wärme – siehe tee.example\nheute","facets":[{"index":{"byteStart":17,"byteEnd":28},"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://tee.example/w"}]}],"embed":{"$type":"app.bsky.embed.external","external":{"uri":"https://tee.example/karte","title":"Karte"}}},"cid":"bafy"}}""";

    public const string JetstreamLike =
        """{"did":"did:plc:bbbbexample","time_us":1786700000200000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.like","rkey":"3mlike2","record":{"createdAt":"2026-08-14T09:33:21.000Z","subject":{"uri":"at://did:plc:aaaaexample/app.bsky.feed.post/3mkey22","cid":"bafy"}}}}""";

    public const string Status =
        """{"id":"115000000000000001","created_at":"2026-08-14T09:40:00.000Z","in_reply_to_id":null,"sensitive":false,"spoiler_text":"","visibility":"public","language":"en","uri":"https://social.example/users/mara/statuses/115000000000000001","url":"https://social.example/@mara/115000000000000001","content":"<p>Soup &amp; bread</p>","edited_at":null,"reblog":null,"replies_count":1,"reblogs_count":2,"favourites_count":3,"card":{"url":"https://soup.example/"},"account":{"id":"42","acct":"mara","url":"https://social.example/@mara","created_at":"2020-01-01T00:00:00.000Z","followers_count":10}}""";

    public const string Plain =
        """{"id":"p-7","time":"2026-08-14T09:00:00Z","text":"Bread &amp; butter","author":"@ann","author_followers":"12","lang":"en","kind":"reply","likes":"3","reposts":4,"replies":5,"views":6,"url":"https://a.example/7","source":"Forum"}""";

    public static IEnumerable<string> All =>
    [
        XStream, XRepost, XPage, XDelete, Tweet, Activity, Jetstream, JetstreamLike, Status, Plain,
        """{"delete":{"status":{"id":1235477000000000001,"id_str":"1235477000000000001","user_id_str":"991"},"timestamp_ms":"1583396130123"}}""",
        """{"did":"did:plc:aaaaexample","time_us":1786700010000000,"kind":"account","account":{"active":false,"did":"did:plc:aaaaexample","status":"deleted"}}""",
        """{"stream":["public"],"event":"delete","payload":"115000000000000001"}""",
        $"[{Plain},{Status},{XStream}]",
        """{"message":"{\"id\":\"m1\",\"time\":1786700010,\"text\":\"a \\ud83d\\udc22\"}"}""",
        """{"specversion":"1.0","id":"a-1","source":"/crm/eu","type":"t","time":"2026-08-14T09:00:00Z","data":{"text":"hello"}}""",
    ];

    /// <summary>Everything an outcome holds, as text.</summary>
    public static string Show(DecodedItem item) => item.Post is { } post
        ? JsonSerializer.Serialize(post)
        : $"{item.Rejection!.Position} {item.Rejection.Reason} {item.Rejection.Detail} {Convert.ToHexString(item.Rejection.Payload)}";
}
