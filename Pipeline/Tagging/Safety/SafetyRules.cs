namespace RtmPipeline.Tagging.Safety;

/// <summary>
/// How the models' probabilities move what the lexicon found:
/// <list type="bullet">
/// <item>tragedy: medium from 0.55 on, from 0.2 on where words of harm or a scene stand too; high from 0.9 on, or where victims are named;
/// without such words 0.95 beside a figure of speech and in a language the model was not trained in, and never in a text of less than five words: to the
/// model each of them weighs as much as a whole report;</item>
/// <item>offence: low obscenity from 0.8 on, medium where the lexicon has a swear word too; medium hate where it has a word of hate;</item>
/// <item>hate: high from 0.9 on, from 0.7 on where the lexicon has a word of hate too; in a language it knows only.</item>
/// </list>
/// </summary>
/// <remarks>
/// The tragedy thresholds were chosen on labelled crisis posts, each event judged by a model of the others: they are the lowest that flag at most one in
/// twenty posts of ordinary English chatter. The offence and hate thresholds are set for few false alarms, as the models know English only.
/// </remarks>
internal static class SafetyRules
{
    public const float TragedyThreshold = 0.55f;
    public const float TragedyWithWordsThreshold = 0.2f;
    public const float HighTragedyThreshold = 0.9f;
    public const float DoubtfulTragedyThreshold = 0.95f;

    /// <summary>Least words of a text in which the tragedy model is heard without any word of the lexicon.</summary>
    public const int MinWordsForTragedyAlone = 5;
    public const float OffenceThreshold = 0.8f;
    public const float HateThreshold = 0.9f;
    public const float HateWithWordsThreshold = 0.7f;

    /// <summary>False when no score can raise a text without any word of the lexicon.</summary>
    public static bool MayRaise(in SafetyScores scores) =>
        scores.Tragedy >= TragedyThreshold || scores.Offence >= OffenceThreshold || scores.Hate >= HateThreshold;

    /// <summary>The model that speaks of a topic.</summary>
    public static SafetyModel ModelOf(int topic) => topic switch
    {
        SafetyLexicon.Hate => SafetyModel.Hate,
        SafetyLexicon.Obscenity => SafetyModel.Offence,
        _ => SafetyModel.Tragedy,
    };

    /// <summary>What lexicon and model prove together of a topic.</summary>
    public static SafetyFinding Join(int topic, in SafetyFinding finding, in SafetyScores scores, in SafetyContext context) => topic switch
    {
        SafetyLexicon.Death => Tragedy(finding, scores, context),
        SafetyLexicon.Hate => Hate(finding, scores),
        SafetyLexicon.Obscenity => Offence(finding, scores),
        _ => finding,
    };

    private static SafetyFinding Tragedy(in SafetyFinding finding, in SafetyScores scores, in SafetyContext context)
    {
        bool isDoubtful = !scores.KnowsLanguage || context.IsFigurative;
        float threshold = finding.HasWords ? TragedyWithWordsThreshold
            : isDoubtful ? DoubtfulTragedyThreshold : TragedyThreshold;
        if (scores.Tragedy < threshold || (!finding.HasWords && scores.Words < MinWordsForTragedyAlone))
            return finding;
        bool isHigh = scores.Tragedy >= HighTragedyThreshold || finding.NamesVictims;
        return Raised(finding, isHigh ? SafetyLevel.High : SafetyLevel.Medium, scores.Tragedy);
    }

    private static SafetyFinding Hate(in SafetyFinding finding, in SafetyScores scores)
    {
        if (scores.KnowsLanguage && scores.Hate >= (finding.HasWords ? HateWithWordsThreshold : HateThreshold))
            return Raised(finding, SafetyLevel.High, scores.Hate);
        return finding.HasWords && scores.Offence >= OffenceThreshold ? Raised(finding, SafetyLevel.Medium, scores.Offence) : finding;
    }

    private static SafetyFinding Offence(in SafetyFinding finding, in SafetyScores scores) =>
        scores.KnowsLanguage && scores.Offence >= OffenceThreshold
            ? Raised(finding, finding.Level == SafetyLevel.None ? SafetyLevel.Low : SafetyLevel.Medium, scores.Offence)
            : finding;

    private static SafetyFinding Raised(in SafetyFinding finding, SafetyLevel level, float probability) => finding with
    {
        Level = finding.Level > level ? finding.Level : level,
        Probability = 1 - ((1 - finding.Probability) * (1 - probability)),
    };
}
