using RtmPipeline.State;

namespace RtmPipeline.Trends;

/// <summary>Gives seasonal profiles to the topics that lived long enough and are busy enough to fill one: a bounded number, to the busiest.</summary>
internal sealed class SeasonalProfiles(TrendOptions options)
{
    /// <summary>A topic has lived this long before its hours are worth telling apart.</summary>
    private const int MinAgeHours = 6;

    /// <summary>Mentions of a day (24-hour half-life) a topic needs for one: one an hour and a half.</summary>
    private const double MinDayMentions = 24;

    /// <summary>Profiles looked at for a less busy owner when all are given away, and how much less busy it must be.</summary>
    private const int OwnersToCompare = 8;
    private const double TimesBusier = 2;

    private readonly List<SeasonalProfile> _profiles = [];
    private int _hand;

    /// <summary>Profiles given to topics now.</summary>
    public int Count => _profiles.Count;

    /// <summary>Gives the topic of a slot a profile if it deserves one.</summary>
    public void Offer(TopicTable topics, int slot, in StreamReading now, Decay decay)
    {
        ref TopicState topic = ref topics[slot];
        double day = topic.Mentions.At(decay, Decay.Day, now.Tick);
        if (options.SeasonalTopics == 0 || day < MinDayMentions || (now.Tick - topic.FirstTick) * (long)options.TickSeconds < MinAgeHours * 3600)
            return;
        if (_profiles.Count >= options.SeasonalTopics && !TakeFromAnother(topics, day, now, decay))
            return;
        topic.Season = new SeasonalProfile((long)now.Hour, options.Dispersion) { Slot = slot, Place = _profiles.Count };
        _profiles.Add(topic.Season);
    }

    /// <summary>Takes back the profile of a topic that is pushed out.</summary>
    public void Release(SeasonalProfile profile)
    {
        SeasonalProfile last = _profiles[^1];
        _profiles[profile.Place] = last;
        last.Place = profile.Place;
        _profiles.RemoveAt(_profiles.Count - 1);
    }

    /// <summary>Saves the profiles in their order, which decides whose turn it is to be looked at.</summary>
    public void Save(StateWriter to)
    {
        to.Section("trends.seasons");
        to.Int(_hand);
        to.Int(_profiles.Count);
        foreach (SeasonalProfile profile in _profiles)
        {
            to.Int(profile.Slot);
            profile.Save(to);
        }
    }

    /// <summary>Takes over what was saved, and gives the profiles to the topics, which are restored already.</summary>
    /// <exception cref="StateFormatException">It is no state of profiles, or of more than there may be.</exception>
    public void Load(StateReader from, TopicTable topics)
    {
        from.Section("trends.seasons");
        _hand = from.Int();
        int count = from.Count(SeasonalProfile.HoursOfWeek * sizeof(float));
        if (count > options.SeasonalTopics)
            throw from.Broken($"the state has {count} profiles, and Trends:SeasonalTopics is {options.SeasonalTopics} now");
        if (_hand < 0 || _hand > Math.Max(0, options.SeasonalTopics))
            throw from.Broken($"the hand stands at {_hand}");
        for (int place = 0; place < count; place++)
        {
            int slot = from.Int();
            if (!topics.Holds(slot) || topics[slot].Season is not null)
                throw from.Broken($"the profile {place} belongs to no topic of its own");
            var profile = new SeasonalProfile(0, options.Dispersion) { Slot = slot, Place = place };
            profile.Load(from);
            topics[slot].Season = profile;
            _profiles.Add(profile);
        }
    }

    private bool TakeFromAnother(TopicTable topics, double day, in StreamReading now, Decay decay)
    {
        SeasonalProfile? quietest = null;
        double least = day / TimesBusier;
        for (int i = 0; i < OwnersToCompare; i++)
        {
            _hand = (_hand + 1) % _profiles.Count;
            double own = topics[_profiles[_hand].Slot].Mentions.At(decay, Decay.Day, now.Tick);
            if (own < least)
                (least, quietest) = (own, _profiles[_hand]);
        }

        if (quietest is null)
            return false;
        topics[quietest.Slot].Season = null;
        Release(quietest);
        return true;
    }
}
