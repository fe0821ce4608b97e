using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;
using NUnit.Framework;
using RtmPipeline.Sources.Kafka;

namespace RtmPipeline.Tests.Sources.Kafka;

/// <summary>
/// The mock cluster that librdkafka brings: brokers on loopback that speak the real protocol, with groups, generations and commits, all in memory; and faults on request.
/// Other processes can use it too.
/// </summary>
internal sealed class MockKafka : IDisposable
{
    /// <summary>Requests of the protocol, for <see cref="Refuse"/>.</summary>
    public const short OffsetCommit = 8;
    public const short OffsetFetch = 9;
    public const short Heartbeat = 12;

    /// <summary>The producer refuses more than 100,000 that wait.</summary>
    private const int MostQueued = 50_000;

    private const int Producer = 0;
    private const int ErrorBytes = 512;

    private readonly nint _library;
    private readonly nint _client;
    private readonly nint _cluster;
    private IProducer<byte[]?, byte[]?> _producer;

    private MockKafka(nint library)
    {
        _library = library;
        nint settings = Export<NewSettings>("rd_kafka_conf_new")();
        Export<SetSetting>("rd_kafka_conf_set")(settings, "log_level", "0", new byte[ErrorBytes], ErrorBytes);
        _client = Export<NewClient>("rd_kafka_new")(Producer, settings, new byte[ErrorBytes], ErrorBytes);
        _cluster = Export<NewCluster>("rd_kafka_mock_cluster_new")(_client, 1);
        Brokers = Marshal.PtrToStringUTF8(Export<OfCluster>("rd_kafka_mock_cluster_bootstraps")(_cluster))!;
        _producer = NewProducer();
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint NewSettings();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SetSetting(nint settings, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, byte[] error, nuint errorBytes);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint NewClient(int kind, nint settings, byte[] error, nuint errorBytes);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint NewCluster(nint client, int brokers);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint OfCluster(nint cluster);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int NewTopic(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partitions, int replicas);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void TopicError(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int error);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int OfBroker(nint cluster, int broker);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void PushErrors(nint cluster, short request, nuint count, int[] errors);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Destroy(nint one);

    /// <summary>Where it listens.</summary>
    public string Brokers { get; }

    /// <summary>Starts a cluster of one broker; the running test is skipped with a message where librdkafka is not installed.</summary>
    public static MockKafka Start()
    {
        if (KafkaLibrary.Fault is { } fault)
            Assert.Ignore(fault);
        foreach (string name in (string[])["librdkafka.so.1", "librdkafka.1.dylib", "/opt/homebrew/lib/librdkafka.1.dylib", "/usr/local/lib/librdkafka.1.dylib"])
        {
            if (NativeLibrary.TryLoad(name, out nint library))
                return new MockKafka(library);
        }

        Assert.Ignore(KafkaLibrary.Missing);
        throw new InvalidOperationException();
    }

    public void AddTopic(string topic, int partitions) => Assert.That(Export<NewTopic>("rd_kafka_mock_topic_create")(_cluster, topic, partitions, 1), Is.Zero);

    /// <summary>The broker answers each question about a topic with an error.</summary>
    public void RefuseTopic(string topic, ErrorCode error) => Export<TopicError>("rd_kafka_mock_topic_set_error")(_cluster, topic, (int)error);

    /// <summary>The broker cuts all connections and takes no new ones.</summary>
    public void GoAway() => Export<OfBroker>("rd_kafka_mock_broker_set_down")(_cluster, 1);

    /// <summary>
    /// The broker takes connections again. Who sends does so with a new client: the one that lost its only broker delivers nothing for a minute, the timeout of a request that it had
    /// under way, and a test would take that for a silence of the source.
    /// </summary>
    public void ComeBack()
    {
        Export<OfBroker>("rd_kafka_mock_broker_set_up")(_cluster, 1);
        _producer.Dispose();
        _producer = NewProducer();
    }

    /// <summary>The next requests of a kind are answered with errors.</summary>
    public void Refuse(short request, params ErrorCode[] errors) =>
        Export<PushErrors>("rd_kafka_mock_push_request_errors_array")(_cluster, request, (nuint)errors.Length, [.. errors.Select(error => (int)error)]);

    public void Send(string topic, int partition, string? value, string? key = null, long time = 0) => Send(topic, partition, value is null ? null : Encoding.UTF8.GetBytes(value), key, time);

    public void Send(string topic, int partition, byte[]? value, string? key = null, long time = 0) =>
        _producer.Produce(new TopicPartition(topic, partition), new Message<byte[]?, byte[]?>
        {
            Key = key is null ? null : Encoding.UTF8.GetBytes(key),
            Value = value,
            Timestamp = time == 0 ? Timestamp.Default : new Timestamp(time, TimestampType.CreateTime),
        });

    /// <summary>Sends numbered posts, spread over partitions.</summary>
    public void SendPosts(string topic, int from, int count, int partitions)
    {
        for (int i = from; i < from + count; i++)
        {
            Send(topic, i % partitions, PostOf(i));
            if (i % MostQueued == 0)
                Flush();
        }

        Flush();
    }

    /// <summary>A post in the plain form.</summary>
    public static string PostOf(int number) => $$"""{"id":"{{number}}","time":"2026-08-14T09:00:00Z","text":"Post number {{number}}"}""";

    public void Flush() => _producer.Flush(TimeSpan.FromSeconds(20));

    public void Dispose()
    {
        _producer.Dispose();
        Export<Destroy>("rd_kafka_mock_cluster_destroy")(_cluster);
        Export<Destroy>("rd_kafka_destroy")(_client);
    }

    private IProducer<byte[]?, byte[]?> NewProducer() =>
        new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig { BootstrapServers = Brokers, LingerMs = 2, ReconnectBackoffMaxMs = 500 }).SetLogHandler(static (_, _) => { }).Build();

    private T Export<T>(string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(_library, name));
}
