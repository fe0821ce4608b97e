namespace RtmPipeline.Tests.Tagging.Safety;

/// <summary>Names of the sensitive topics of the IAB Content Taxonomy 3.1.</summary>
internal static class SafetyTopics
{
    public const string Death = "Death, Injury, or Military Conflict";
    public const string Terrorism = "Terrorism";
    public const string Crime = "Crime & Harmful Acts to Individuals, Society & Human Right Violations";
    public const string Hate = "Hate Speech and Acts of Aggression";
    public const string Arms = "Arms & Ammunition";
    public const string Adult = "Adult & Explicit Sexual Content";
    public const string Drugs = "Illegal Drugs, Tobacco, eCigarettes, Vaping, Alcohol";
    public const string Obscenity = "Obscenity and Profanity";
    public const string Social = "Debated Sensitive Social Issues";
    public const string Spam = "Spam or Harmful Content";
    public const string Piracy = "Online Piracy";
}
