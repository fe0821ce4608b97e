using NUnit.Framework;
using RtmPipeline.Sources.Mastodon;

namespace RtmPipeline.Tests.Sources.Mastodon;

public sealed class StreamCursorTests
{
    [Test]
    public void Cursor_MovesWithWhatIsAccepted_NotWithWhatIsHandedOn()
    {
        StreamCursor cursor = new("10");
        cursor.HandOn("20", isFill: false, willBeAccepted: true);
        Assert.That((cursor.Handed, cursor.Accepted), Is.EqualTo(("20", "10")));
        cursor.Accept("20", isFill: false);
        Assert.That(cursor.Accepted, Is.EqualTo("20"));
    }

    [Test]
    public void WhatTheStreamGives_WhileAGapIsOpen_MovesTheCursorOnlyWhenTheGapIsFilledAndAccepted()
    {
        StreamCursor cursor = new("10");
        cursor.OpenGap();
        cursor.HandOn("90", isFill: false, willBeAccepted: true);
        cursor.Accept("90", isFill: false);
        cursor.HandOn("50", isFill: true, willBeAccepted: true);
        Assert.That((cursor.Handed, cursor.Accepted), Is.EqualTo(("50", "10")));
        cursor.CloseGap();
        Assert.That((cursor.Handed, cursor.Accepted), Is.EqualTo(("90", "10")));
        cursor.Accept("50", isFill: true);
        Assert.That(cursor.Accepted, Is.EqualTo("90"));
    }

    [Test]
    public void Gap_ThatWasNotFilled_IsStillOpenAtTheNextConnection()
    {
        StreamCursor cursor = new("10");
        cursor.OpenGap();
        cursor.HandOn("90", isFill: false, willBeAccepted: true);
        cursor.OpenGap();
        cursor.Accept("90", isFill: false);
        Assert.That((cursor.Handed, cursor.Accepted), Is.EqualTo(("10", "10")));
        cursor.CloseGap();
        Assert.That((cursor.Handed, cursor.Accepted), Is.EqualTo(("90", "90")));
    }
}
