using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Framing;

namespace RtmPipeline.Tests.Alerts.Framing;

/// <summary>Whole summaries in English: each kind in each phase, and the edges of the facts.</summary>
internal sealed class EnglishFramingTests
{
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Raised,
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Updated,
        ExpectedResult = "“lights out” keeps growing: about 25 people so far and some 290 posts a minute, about 35 times the usual pace. About 330 more posts are likely in the next hour, so you now have until 21:10 UTC.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Escalated,
        ExpectedResult = "“lights out” is getting much bigger: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Peaked,
        ExpectedResult = "“lights out” is past its peak: some 120 posts a minute, down from 400. If Crispo has something ready, it should go out before 21:10 UTC; otherwise let it pass.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Expired,
        ExpectedResult = "“lights out” has run its course: some 120 posts a minute, down from 400 at its height. There is nothing left to gain from joining in.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Retracted,
        ExpectedResult = "We take back what we said about “lights out”: it is not what it seemed. Do not post about it, and withdraw what Crispo has already prepared.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Raised,
        ExpectedResult = "Negative posts about Crispo have been piling up for 4 minutes around “lights out”: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, most of it negative. Decide by 21:10 UTC whether Crispo should answer.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Updated,
        ExpectedResult = "Negative posts about Crispo keep growing around “lights out”: about 25 people so far and some 290 posts a minute, about 35 times the usual pace. Decide by 21:10 UTC whether Crispo should answer.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Escalated,
        ExpectedResult = "Negative posts about Crispo are picking up sharply around “lights out”: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, most of it negative. Decide by 21:10 UTC whether Crispo should answer.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Peaked,
        ExpectedResult = "The negative posts about Crispo around “lights out” are easing: some 120 posts a minute, down from 400. Keep an eye on them until 21:10 UTC.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Expired,
        ExpectedResult = "The negative posts about Crispo around “lights out” have died down: some 120 posts a minute, down from 400 at their height. There is nothing more to do unless they come back.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Retracted,
        ExpectedResult = "We take back what we said about “lights out”: it is not what it seemed. There is no need to react.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Raised,
        ExpectedResult = "“lights out” has been spreading for 4 minutes and is most likely about deaths, injuries or armed conflict: about 25 people so far and some 290 posts a minute, about 35 times the usual pace. Pause what Crispo has scheduled until it is clear what happened.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Updated,
        ExpectedResult = "“lights out”, most likely about deaths, injuries or armed conflict, keeps growing: about 25 people so far and some 290 posts a minute, about 35 times the usual pace. Keep everything that Crispo has scheduled on hold.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Escalated,
        ExpectedResult = "“lights out”, most likely about deaths, injuries or armed conflict, is getting much bigger: about 25 people so far and some 290 posts a minute, about 35 times the usual pace. Keep everything that Crispo has scheduled on hold.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Peaked,
        ExpectedResult = "“lights out” is past its peak: some 120 posts a minute, down from 400. Keep everything that Crispo has scheduled on hold.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Expired,
        ExpectedResult = "The talk about “lights out” has died down: some 120 posts a minute, down from 400 at its height. Check what happened before Crispo resumes what was paused.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Retracted,
        ExpectedResult = "“lights out” is most likely not about deaths, injuries or armed conflict after all. Take another look, and resume what Crispo had paused if all is well.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Raised,
        ExpectedResult = "The wave around Crispo's own post, “lights out”, is fading sooner than expected: some 120 posts a minute, down from 400 at its height. To keep it going, Crispo should follow up before 21:10 UTC.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Updated,
        ExpectedResult = "The wave around Crispo's own post, “lights out”, is fading sooner than expected: some 120 posts a minute, down from 400 at its height. To keep it going, Crispo should follow up before 21:10 UTC.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Escalated,
        ExpectedResult = "The wave around Crispo's own post, “lights out”, is fading even faster: some 120 posts a minute, down from 400 at its height. To keep it going, Crispo should follow up before 21:10 UTC.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Peaked,
        ExpectedResult = "The wave around Crispo's own post, “lights out”, is fading sooner than expected: some 120 posts a minute, down from 400 at its height. To keep it going, Crispo should follow up before 21:10 UTC.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Expired,
        ExpectedResult = "“lights out” has run its course: some 120 posts a minute, down from 400 at its height. There is nothing left to build on.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Retracted,
        ExpectedResult = "We take back what we said about “lights out”: it is not what it seemed. There is no need to react.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Raised,
        ExpectedResult = "“lights out”, which Crispo has planned for, is beginning: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. What Crispo has prepared fits now and until 21:10 UTC.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Updated,
        ExpectedResult = "“lights out” keeps growing: about 25 people so far and some 290 posts a minute, about 35 times the usual pace. What Crispo has prepared fits now and until 21:10 UTC.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Escalated,
        ExpectedResult = "“lights out” is getting much bigger: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. What Crispo has prepared fits now and until 21:10 UTC.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Peaked,
        ExpectedResult = "“lights out” is past its peak: some 120 posts a minute, down from 400. If Crispo has something ready, it should go out before 21:10 UTC; otherwise let it pass.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Expired,
        ExpectedResult = "“lights out” has run its course: some 120 posts a minute, down from 400 at its height. There is nothing left to gain from joining in.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Retracted,
        ExpectedResult = "We take back what we said about “lights out”: it is not what it seemed. Do not post about it, and withdraw what Crispo has already prepared.")]
    public string Kind(AlertKind kind, IncidentPhase phase) => SummaryText.Of(SampleFacts.Of(kind, phase), SampleFacts.Voice(FramingLanguage.English));

    [TestCase(
        "one person",
        ExpectedResult = "“lights out” took off 4 minutes ago: one person so far. It touches Crispo's field (“stadium”), and no news about it has turned up yet; you have until 21:10 UTC.")]
    [TestCase(
        "never heard of",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, on something that hardly ever comes up, and the mood is mostly positive. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "just now",
        ExpectedResult = "“lights out” is taking off right now: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "two hours",
        ExpectedResult = "“lights out” has been growing since 18:38 UTC: about 4,000 people in the last hour or so, with some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "over midnight",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 01:10 UTC.")]
    [TestCase(
        "since yesterday",
        ExpectedResult = "“lights out” has been growing since 22:40 UTC yesterday: about 25 people in the last hour or so and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 01:00 UTC tomorrow.")]
    [TestCase(
        "the brand itself",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. People mention Crispo by name, and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "a product",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It names Crispo Minis, and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "two people",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It names Nora Valcanti and Ivo Berti, and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "a competitor",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It names your competitor Bontelle, and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "two words",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium” and “milk”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "its own word",
        ExpectedResult = "“halftime” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It is right in Crispo's field, and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "a theme",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It fits a theme that Crispo follows (American Football), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "no reason",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. No news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "in the news",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”) and has been in the news since 20:18 UTC; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "fresh news",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”) and has been in the news since 20:18 UTC, though few outlets have it; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "another language",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far, mostly in French, with some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "two languages",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far, in Portuguese and Italian, with some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "mixed mood",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mixed. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "a hashtag",
        ExpectedResult = "#blackout took off 4 minutes ago: about 25 people so far and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "climbing since long",
        ExpectedResult = "“lights out” has been going round since 15:38 UTC: about 25 people in the last hour or so and some 290 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        "holding steady",
        ExpectedResult = "“lights out” is holding steady: about 25 people so far and some 290 posts a minute, about 35 times the usual pace. About 330 more posts are likely in the next hour, so you now have until 21:10 UTC.")]
    [TestCase(
        "slowing down",
        ExpectedResult = "“lights out” is slowing down: about 25 people so far and some 290 posts a minute, about 35 times the usual pace. About 330 more posts are likely in the next hour, so you now have until 21:10 UTC.")]
    [TestCase(
        "late but loud",
        ExpectedResult = "The time to act on “lights out” is over, although there are still some 190 posts a minute. There is nothing left to gain from joining in.")]
    [TestCase(
        "died to nothing",
        ExpectedResult = "“lights out” has run its course: one post an hour, down from 400 a minute at its height. There is nothing left to gain from joining in.")]
    [TestCase(
        "taken back as unsafe",
        ExpectedResult = "We take back what we said about “lights out”: most likely it is about terrorism. Do not post about it, and withdraw what Crispo has already prepared.")]
    [TestCase(
        "hold without a name",
        ExpectedResult = "“lights out” has been spreading for 4 minutes and is most likely about a sensitive subject: about 25 people so far and some 290 posts a minute, about 35 times the usual pace. Pause what Crispo has scheduled until it is clear what happened.")]
    [TestCase(
        "millions",
        ExpectedResult = "“lights out” took off 4 minutes ago: about 1.2 million people so far and some 230,000 posts a minute, about 35 times the usual pace, and the mood is mostly positive. It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 2.4 million more posts are likely in the next hour, so you have until 21:10 UTC.")]
    public string Edge(string name) => SummaryText.Of(EdgeFacts.Of(name), SampleFacts.Voice(FramingLanguage.English));

    [TestCase(
        FramingTone.Neutral, AlertKind.Opportunity, IncidentPhase.Raised,
        ExpectedResult = "It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you have until 21:10 UTC.")]
    [TestCase(
        FramingTone.Neutral, AlertKind.Hold, IncidentPhase.Raised,
        ExpectedResult = "Pause what Crispo has scheduled until it is clear what happened.")]
    [TestCase(
        FramingTone.Neutral, AlertKind.Opportunity, IncidentPhase.Expired,
        ExpectedResult = "There is nothing left to gain from joining in.")]
    [TestCase(
        FramingTone.Neutral, AlertKind.Threat, IncidentPhase.Raised,
        ExpectedResult = "Decide by 21:10 UTC whether Crispo should answer.")]
    [TestCase(
        FramingTone.Formal, AlertKind.Opportunity, IncidentPhase.Raised,
        ExpectedResult = "It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so Crispo has until 21:10 UTC.")]
    [TestCase(
        FramingTone.Formal, AlertKind.Hold, IncidentPhase.Raised,
        ExpectedResult = "Please pause what Crispo has scheduled until it is clear what happened.")]
    [TestCase(
        FramingTone.Formal, AlertKind.Opportunity, IncidentPhase.Expired,
        ExpectedResult = "There is nothing left to gain from joining in.")]
    [TestCase(
        FramingTone.Formal, AlertKind.Threat, IncidentPhase.Raised,
        ExpectedResult = "Please decide by 21:10 UTC whether Crispo should answer.")]
    [TestCase(
        FramingTone.Friendly, AlertKind.Opportunity, IncidentPhase.Raised,
        ExpectedResult = "It touches Crispo's field (“stadium”), and no news about it has turned up yet; about 330 more posts are likely in the next hour, so you've got until 21:10 UTC.")]
    [TestCase(
        FramingTone.Friendly, AlertKind.Hold, IncidentPhase.Raised,
        ExpectedResult = "Pause what Crispo has scheduled until it is clear what happened.")]
    [TestCase(
        FramingTone.Friendly, AlertKind.Opportunity, IncidentPhase.Expired,
        ExpectedResult = "Best to let it go now.")]
    [TestCase(
        FramingTone.Friendly, AlertKind.Threat, IncidentPhase.Raised,
        ExpectedResult = "Decide by 21:10 UTC whether Crispo should answer.")]
    public string Tone(FramingTone tone, AlertKind kind, IncidentPhase phase) =>
        SummaryText.Sentences(SampleFacts.Of(kind, phase), SampleFacts.Voice(FramingLanguage.English, tone))[1];

    [TestCase(
        0,
        ExpectedResult = "To keep the noise down, 5 opportunities and one threat for Crispo were held back in the last 6 hours; the biggest was “lights out”.")]
    [TestCase(
        1,
        ExpectedResult = "To keep the noise down, one fading wave for Crispo was held back in the last hour: #blackout.")]
    [TestCase(
        2,
        ExpectedResult = "Nothing was held back for Crispo in the last 24 hours.")]
    public string Digest(int number) => SummaryText.Digest(EdgeFacts.Digests()[number], SampleFacts.Voice(FramingLanguage.English));
}
