using NUnit.Framework;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class SpanListTests
{
    [TestCase(0)]
    [TestCase(4)]
    [TestCase(5)]
    [TestCase(1000)]
    public void Items_AfterAdding_AreAllInOrder(int count)
    {
        SpanList<int> list = new(stackalloc int[4]);
        for (int i = 0; i < count; i++)
            list.Add(i);
        int[] items = list.Items.ToArray();
        list.Dispose();
        Assert.That(items, Is.EqualTo(Enumerable.Range(0, count)));
    }
}
