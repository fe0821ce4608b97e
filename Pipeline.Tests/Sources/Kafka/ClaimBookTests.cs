using Confluent.Kafka;
using NUnit.Framework;
using RtmPipeline.Sources.Kafka.Claims;
using RtmPipeline.Sources.Live;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Kafka;

internal sealed class ClaimBookTests
{
    private static readonly TopicPartition s_one = new("posts", 1);
    private static readonly TopicPartition s_two = new("posts", 2);

    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Intent_BeforeACrash_IsFoundAfterIt()
    {
        ClaimBook book = Book(nameof(Intent_BeforeACrash_IsFoundAfterIt));
        book.Intend([Range(s_one, 10, 20), Range(s_two, 5, 6)]);
        ClaimBook again = Book(nameof(Intent_BeforeACrash_IsFoundAfterIt));
        Assert.Multiple(() =>
        {
            Assert.That(again.Intents, Is.EquivalentTo(new[] { Range(s_one, 10, 20), Range(s_two, 5, 6) }));
            Assert.That(again.Tag, Is.EqualTo(book.Tag), "the tag is the state's, not the process's");
            Assert.That(again.NotHandedOn(_ => null), Is.Empty);
        });
    }

    [Test]
    public void ClaimedRange_BeforeACrash_IsReadAgainFromWhereTheJournalEnds()
    {
        ClaimBook book = Book(nameof(ClaimedRange_BeforeACrash_IsReadAgainFromWhereTheJournalEnds));
        Claim(book, s_one, 10, 20);
        Claim(book, s_one, 20, 30);
        Claim(book, s_two, 5, 9);
        book.HandOn(s_one, 30);
        ClaimBook again = Book(nameof(ClaimedRange_BeforeACrash_IsReadAgainFromWhereTheJournalEnds));
        Assert.That(again.NotHandedOn(partition => partition == s_one ? 14 : null), Is.EqualTo(new[] { Range(s_one, 15, 30), Range(s_two, 5, 9) }));
    }

    [Test]
    public void Ranges_OfTwoOwnerships_AreBothKeptUntilAccepted()
    {
        ClaimBook book = Book(nameof(Ranges_OfTwoOwnerships_AreBothKeptUntilAccepted));
        Claim(book, s_one, 10, 20);
        Claim(book, s_one, 50, 60);
        book.Accept(s_one, 14);
        Assert.That(book.NotHandedOn(_ => null), Is.EqualTo(new[] { Range(s_one, 14, 20), Range(s_one, 50, 60) }));
        book.Accept(s_one, 55);
        book.Save();
        Assert.That(Book(nameof(Ranges_OfTwoOwnerships_AreBothKeptUntilAccepted)).NotHandedOn(_ => null), Is.EqualTo(new[] { Range(s_one, 55, 60) }));
    }

    [Test]
    public void RefusedClaim_AfterItsOutcome_LeavesNothing()
    {
        ClaimBook book = Book(nameof(RefusedClaim_AfterItsOutcome_LeavesNothing));
        book.Intend([Range(s_one, 10, 20)]);
        book.Settle([(s_one, 10)]);
        Assert.That((book.Intents.Count, book.NotHandedOn(_ => null).Count, book.ClaimedTo(s_one)), Is.EqualTo((0, 0, (long?)null)));
    }

    [Test]
    public void Partition_OfATopicMadeAnew_IsNotHeldAgainstTheOldOnesJournal()
    {
        ClaimBook book = Book(nameof(Partition_OfATopicMadeAnew_IsNotHeldAgainstTheOldOnesJournal));
        Claim(book, s_one, 900, 1000);
        book.Renew(s_one);
        Claim(book, s_one, 0, 10);
        ClaimBook again = Book(nameof(Partition_OfATopicMadeAnew_IsNotHeldAgainstTheOldOnesJournal));
        Assert.That(again.NotHandedOn(_ => 999), Is.EqualTo(new[] { Range(s_one, 0, 10) }));
    }

    [Test]
    public void Bytes_ThatAreNoBook_AreRefusedWithTheirPlace()
    {
        SourceMemory memory = Memory(nameof(Bytes_ThatAreNoBook_AreRefusedWithTheirPlace));
        ClaimBook.Open(memory).Intend([Range(s_one, 10, 20)]);
        byte[] bytes = memory.Read(ClaimBook.Part)!;
        Assert.Multiple(() =>
        {
            for (int length = 0; length < bytes.Length; length++)
            {
                byte[] cut = bytes[..length];
                Assert.That(() => ClaimBookFormat.Read(cut), Throws.InstanceOf<StateFormatException>(), $"cut to {length} bytes");
            }
        });
    }

    private static PartitionRange Range(TopicPartition partition, long from, long to) => new(partition, new OffsetRange(from, to));

    private static void Claim(ClaimBook book, TopicPartition partition, long from, long to)
    {
        book.Intend([Range(partition, from, to)]);
        book.Settle([(partition, to)]);
    }

    private SourceMemory Memory(string name) => new(new DiskFolder(_folder.PathOf(name)), "posts");

    private ClaimBook Book(string name) => ClaimBook.Open(Memory(name));
}
