using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Sources.Mastodon;

namespace RtmPipeline.Tests.Sources.Mastodon;

public sealed class StatusIdTests
{
    [TestCase("9", "10", -1)]
    [TestCase("115", "114", 1)]
    [TestCase("115", "115", 0)]
    [TestCase(null, "0", -1)]
    [TestCase("01AZ", "01B0", -1)]
    public void Ids_AreOrderedByLengthThenByCharacter(string? a, string? b, int order) => Assert.That(Math.Sign(StatusId.Compare(a, b)), Is.EqualTo(order));

    [Test]
    public void Id_WithATime_IsRewoundByTheTimeThatStatusesMayBeLate()
    {
        const long Now = 1_786_700_400_000;
        string id = ((Now << 16) + 77).ToString(CultureInfo.InvariantCulture);
        Assert.That(StatusId.Rewound(id, Now), Is.EqualTo(((Now - 60_000) << 16).ToString(CultureInfo.InvariantCulture)));
    }

    [TestCase("0")]
    [TestCase("12345")]
    [TestCase("9umDrYheeY451cQnEe")]
    [TestCase("9223372036854775807")]
    public void Id_WithoutATime_StaysAsItIs(string id) => Assert.That(StatusId.Rewound(id, 1_786_700_400_000), Is.EqualTo(id));
}
