using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Opportunities.Typology;
using RtmPipeline.Posts.Text;
using RtmPipeline.State;
using RtmPipeline.Tagging;

namespace RtmPipeline.Alerts;

/// <summary>A revision within a state, member by member: what was published last of each live incident.</summary>
internal static class RevisionState
{
    public static void Save(IncidentRevision revision, StateWriter to)
    {
        to.Section("alerts.revision");
        to.Byte((byte)revision.Output);
        to.Text(revision.Incident);
        to.Int(revision.Revision);
        to.Byte((byte)revision.Kind);
        to.Byte((byte)revision.Phase);
        to.Long(revision.Time);
        to.Text(revision.Brand);
        to.Double(revision.Severity);
        to.Double(revision.Score);
        SaveTopic(revision.Topic, to);
        to.Long(revision.FirstSeen);
        to.Long(revision.RaisedAt);
        to.Long(revision.ActBefore);
        to.Long(revision.PeakAt);
        SaveNumbers(revision, to);
        SaveTags(revision.Tags, to);
        to.Long(revision.Authors.Distinct);
        to.Double(revision.Authors.PerPost);
        to.Double(revision.Authors.TopShare);
        StateLists.Save(revision.Sources, to, static (source, to) => Save(source.Source, source.Posts, to));
        SaveTime(revision.NewsFirstAt, to);
        to.Text(revision.Summary);
        StateLists.Save(revision.Evidence, to, SaveEvidence);
        to.Text(revision.Previous);
        to.Int(revision.EndedBecause is { } reason ? (int)reason : -1);
        to.Text(revision.MergedInto);
        DecisionState.Save(revision.Decision, to);
        SaveStory(revision.Story, to);
        SaveType(revision.Type, to);
        StateLists.Save(revision.Carriers, to, SaveCarrier);
        StateLists.Save(revision.Communities, to, SaveCommunity);
        to.Double(revision.Authenticity.Value);
        StateLists.Save(revision.Authenticity.Because, to, static (reason, to) =>
        {
            to.Byte((byte)reason.Signal);
            to.Double(reason.Share);
        });
        to.Double(revision.Authenticity.TakenBackShare);
    }

    /// <summary>Members are read in the order in which they are written: initializers run in the order of the text.</summary>
    public static IncidentRevision Load(StateReader from)
    {
        from.Section("alerts.revision");
        return new IncidentRevision
        {
            Output = from.OneOf<OutputKind>(from.Byte()),
            Incident = from.NotNullText(),
            Revision = from.Int(),
            Kind = from.OneOf<AlertKind>(from.Byte()),
            Phase = from.OneOf<IncidentPhase>(from.Byte()),
            Time = from.Long(),
            Brand = from.NotNullText(),
            Severity = from.Double(),
            Score = from.Double(),
            Topic = LoadTopic(from),
            FirstSeen = from.Long(),
            RaisedAt = from.Long(),
            ActBefore = from.Long(),
            PeakAt = from.Long(),
            Velocity = new VelocityReading(from.Double(), from.Double(), from.Double(), StateLists.Load(from, 7 * sizeof(double), LoadForecast)),
            Factors = StateLists.Load(from, 3 * sizeof(double), static from => new ScoreFactor(from.NotNullText(), from.Double(), from.Double(), from.Double())),
            Tags = LoadTags(from),
            Authors = new AuthorSummary(from.Long(), from.Double(), from.Double()),
            Sources = StateLists.Load(from, sizeof(long), static from => new SourceCount(from.NotNullText(), from.Long())),
            NewsFirstAt = LoadTime(from),
            Summary = from.NotNullText(),
            Evidence = StateLists.Load(from, sizeof(long), LoadEvidence),
            Previous = from.Text(),
            EndedBecause = from.Int() is var reason && reason == -1 ? null : from.OneOf<EndReason>(reason),
            MergedInto = from.Text(),
            Decision = DecisionState.Load(from),
            Story = LoadStory(from),
            Type = LoadType(from),
            Carriers = StateLists.Load(from, sizeof(long), LoadCarrier),
            Communities = StateLists.Load(from, sizeof(long), LoadCommunity),
            Authenticity = new AuthenticitySummary(
                from.Double(), StateLists.Load(from, sizeof(double), static from => new AuthenticityReason(from.OneOf<AuthenticitySignal>(from.Byte()), from.Double())), from.Double()),
        };
    }

    public static void SaveTopic(IncidentTopic topic, StateWriter to)
    {
        to.Text(topic.Key);
        to.Byte((byte)topic.Kind);
        to.Text(topic.Label);
        StateLists.Save(topic.Aliases, to, static (alias, to) => to.Text(alias));
    }

    public static IncidentTopic LoadTopic(StateReader from) => new(
        from.NotNullText(), from.OneOf<TopicKind>(from.Byte()), from.NotNullText(), StateLists.Load(from, sizeof(int), static from => from.NotNullText()));

    private static void SaveNumbers(IncidentRevision revision, StateWriter to)
    {
        to.Double(revision.Velocity.PerMinute);
        to.Double(revision.Velocity.BaselinePerMinute);
        to.Double(revision.Velocity.GrowthLogPerHour);
        StateLists.Save(revision.Velocity.Forecast, to, static (point, to) =>
        {
            to.Long(point.Horizon.Ticks);
            to.Double(point.PerMinute);
            to.Double(point.Low);
            to.Double(point.High);
            to.Double(point.TotalLow);
            to.Double(point.Total);
            to.Double(point.TotalHigh);
        });
        StateLists.Save(revision.Factors, to, static (factor, to) =>
        {
            to.Text(factor.Name);
            to.Double(factor.Value);
            to.Double(factor.Weight);
            to.Double(factor.Contribution);
        });
    }

    private static ForecastPoint LoadForecast(StateReader from) =>
        new(TimeSpan.FromTicks(from.Long()), from.Double(), from.Double(), from.Double(), from.Double(), from.Double(), from.Double());

    private static void SaveTags(TagSummary tags, StateWriter to)
    {
        SaveShares(tags.Languages, to);
        SaveShares(tags.Themes, to);
        to.Double(tags.SentimentMean);
        to.Double(tags.NegativeShare);
        to.Byte((byte)tags.Safety.Level);
        to.Text(tags.Safety.Category);
        to.Double(tags.Safety.Share);
        StateLists.Save(tags.Safety.Because, to, static (word, to) => to.Text(word));
        SaveShares(tags.Entities, to);
    }

    private static TagSummary LoadTags(StateReader from) => new(
        LoadShares(from),
        LoadShares(from),
        from.Double(),
        from.Double(),
        new SafetySummary(from.OneOf<SafetyLevel>(from.Byte()), from.Text(), from.Double(), StateLists.Load(from, sizeof(int), static from => from.NotNullText())),
        LoadShares(from));

    private static void SaveShares(NamedShare[] shares, StateWriter to) => StateLists.Save(shares, to, static (share, to) =>
    {
        to.Text(share.Name);
        to.Double(share.Share);
    });

    private static NamedShare[] LoadShares(StateReader from) =>
        StateLists.Load(from, sizeof(double), static from => new NamedShare(from.NotNullText(), from.Double()));

    private static void SaveEvidence(Evidence post, StateWriter to)
    {
        to.Text(post.Id);
        to.Text(post.Url);
        to.Text(post.Source);
        to.Text(post.Author);
        to.Long(post.PostedAt);
        to.Text(post.Text);
        to.ULong(post.AuthorKey);
        to.Text(post.AlternateId);
    }

    private static Evidence LoadEvidence(StateReader from) => new(from.NotNullText(), from.Text(), from.NotNullText(), from.Text(), from.Long(), from.Text())
    {
        AuthorKey = from.ULong(),
        AlternateId = from.Text(),
    };

    private static void SaveCarrier(Carrier post, StateWriter to)
    {
        to.Text(post.Id);
        to.Text(post.Url);
        to.Text(post.Source);
        to.Text(post.Author);
        SaveTime(post.PostedAt, to);
        to.Long(post.Reach);
        to.ULong(post.AuthorKey);
        to.Text(post.AlternateId);
    }

    private static Carrier LoadCarrier(StateReader from) => new(from.NotNullText(), from.Text(), from.NotNullText(), from.Text(), LoadTime(from), from.Long())
    {
        AuthorKey = from.ULong(),
        AlternateId = from.Text(),
    };

    private static void SaveCommunity(CommunityShare community, StateWriter to)
    {
        to.Text(community.Id);
        to.Byte((byte)community.Kind);
        SaveShares(community.Languages, to);
        to.Long(community.Authors);
        to.Double(community.Share);
        to.Double(community.RecentShare);
        to.Double(community.Growth);
        to.Long(community.Since);
    }

    private static CommunityShare LoadCommunity(StateReader from) => new(
        from.NotNullText(), from.OneOf<CommunityKind>(from.Byte()), LoadShares(from), from.Long(), from.Double(), from.Double(), from.Double(), from.Long());

    private static void SaveStory(IncidentStory? story, StateWriter to)
    {
        to.Bool(story is not null);
        if (story is null)
            return;
        to.Text(story.Id);
        to.Int(story.Items);
        to.Int(story.Publishers);
        to.Int(story.Copies);
        StateLists.Save(story.Languages, to, static (language, to) => to.Text(language));
        to.Text(story.FirstPublisher);
        to.Long(story.FirstAt);
        to.Int(story.Leads is { } leads ? (int)leads : -1);
        to.Bool(story.LeadMinutes is not null);
        to.Double(story.LeadMinutes ?? 0);
    }

    private static IncidentStory? LoadStory(StateReader from)
    {
        if (!from.Bool())
            return null;
        return new IncidentStory(
            from.NotNullText(),
            from.Int(),
            from.Int(),
            from.Int(),
            StateLists.Load(from, sizeof(int), static from => from.NotNullText()),
            from.NotNullText(),
            from.Long(),
            from.Int() is var leads && leads == -1 ? null : from.OneOf<StoryLead>(leads),
            (from.Bool(), from.Double()) is (true, var minutes) ? minutes : null);
    }

    private static void SaveType(WaveType type, StateWriter to)
    {
        to.Bool(type.IsExpected);
        to.Byte((byte)type.Lead);
        StateLists.Save(type.Where, to, static (place, to) =>
        {
            to.Byte((byte)place.Kind);
            to.Text(place.Name);
            to.Double(place.Share);
            to.Double(place.Growth);
        });
        to.Byte((byte)type.Audience);
        StateLists.Save(type.Because, to, static (reason, to) => to.Byte((byte)reason));
    }

    private static WaveType LoadType(StateReader from) => new(
        from.Bool(),
        from.OneOf<WaveLead>(from.Byte()),
        StateLists.Load(from, sizeof(double), static from => new WavePlace(from.OneOf<WavePlaceKind>(from.Byte()), from.NotNullText(), from.Double(), from.Double())),
        from.OneOf<WaveAudience>(from.Byte()),
        StateLists.Load(from, sizeof(byte), static from => from.OneOf<WaveReason>(from.Byte())));

    private static void Save(string name, long count, StateWriter to)
    {
        to.Text(name);
        to.Long(count);
    }

    private static void SaveTime(long? time, StateWriter to)
    {
        to.Bool(time is not null);
        to.Long(time ?? 0);
    }

    private static long? LoadTime(StateReader from) => (from.Bool(), from.Long()) is (true, var time) ? time : null;
}
