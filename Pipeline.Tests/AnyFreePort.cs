using NUnit.Framework;

namespace RtmPipeline.Tests;

/// <summary>Many programs run at once here, and each would listen on the dashboard's port: they take a free one, unless a test says another.</summary>
[SetUpFixture]
internal sealed class AnyFreePort
{
    [OneTimeSetUp]
    public void Set() => Environment.SetEnvironmentVariable("RTM__Dashboard__Listen__0", "127.0.0.1:0");
}
