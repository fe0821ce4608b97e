using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills.Soak;

/// <summary>What <c>deploy/soak.sh</c> asks for, by environment variables, and what it prints in the end. Without them these tests are skipped: they take minutes to hours.</summary>
internal static class SoakSettings
{
    /// <summary>A number that must be there; the running test is skipped where it is not.</summary>
    /// <param name="name">Environment variable.</param>
    /// <param name="usage">What to call instead.</param>
    public static int Required(string name, string usage)
    {
        if (Text(name) is null)
            Assert.Ignore($"runs on request: ./deploy/soak.sh {usage}");
        return Optional(name, 0);
    }

    public static int Optional(string name, int otherwise) => (int)Optional(name, (double)otherwise);

    public static double Optional(string name, double otherwise)
    {
        if (Text(name) is not { } text)
            return otherwise;
        Assert.That(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= 0, $"{name} is '{text}', and must be a number");
        return number;
    }

    /// <summary>Says how far it is, at once.</summary>
    public static void Say(string line) => TestContext.Progress.WriteLine(line);

    /// <summary>Keeps what was found for the end.</summary>
    public static void Report(string text)
    {
        TestContext.Out.WriteLine(text);
        if (Text("RTM_SOAK_REPORT") is { } file)
            File.AppendAllText(file, text.TrimEnd() + "\n");
    }

    /// <summary>A folder for the evidence of a failure; it stays.</summary>
    public static string Evidence(string name)
    {
        string folder = Path.Combine(SharedData.RepositoryRoot, "artifacts", "soak", name);
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static string? Text(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;
}
