using System.Diagnostics;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.State;

namespace RtmPipeline.Commands;

/// <summary>Has the process killed at a named place when a test asks for it by the environment variable <see cref="Variable"/>.</summary>
internal static class CrashSwitch
{
    public const string Variable = "RTM_CRASHPOINT";

    /// <exception cref="ConfigurationFaultsException">The variable does not name a place.</exception>
    public static CrashPoints Read(TextWriter errors)
    {
        string? place = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(place))
            return CrashPoints.None;
        try
        {
            return CrashPoints.At(place, name => Crash(name, errors));
        }
        catch (FormatException wrong)
        {
            throw new ConfigurationFaultsException([new ConfigurationFault("environment", Variable, $"is wrong: {wrong.Message}")]);
        }
    }

    /// <summary>SIGKILL: nothing is flushed, disposed or told.</summary>
    private static void Crash(string name, TextWriter errors)
    {
        errors.WriteLine($"rtm: crash point {name} reached");
        errors.Flush();
        using Process self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }
}
