using Confluent.Kafka;
using RtmPipeline.Tests.Sources.Kafka;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>A topic of Kafka.</summary>
internal sealed class KafkaLane : TrafficLane
{
    public static readonly string[] FaultKinds = ["broker away", "commits refused", "other generation"];

    private const int Lane = 5;
    private const int Partitions = 8;
    private const string Topic = "posts";
    private const string Group = "rtm";

    private readonly MockKafka _kafka;

    public KafkaLane(MockKafka kafka, double perSecond, FaultPlan faults)
        : base("bus", perSecond, faults)
    {
        _kafka = kafka;
        kafka.AddTopic(Topic, Partitions);
    }

    public override Dictionary<string, object> Section => new()
    {
        ["Kind"] = "kafka",
        ["Brokers"] = _kafka.Brokers,
        ["Topics"] = new[] { Topic },
        ["Group"] = Group,
        ["StartAt"] = "earliest",
        ["SessionTimeoutSeconds"] = 6,
        ["Settings"] = new Dictionary<string, string> { ["heartbeat.interval.ms"] = "500" },
    };

    protected override byte[] Marker { get; } = "\"id\":\"k"u8.ToArray();

    public override async Task RunAsync(CancellationToken stop)
    {
        while (await StepAsync(stop))
        {
            for (int due = Due(); due > 0; due--)
            {
                long number = Write();
                _kafka.Send(Topic, (int)(number % Partitions), TrafficText.Plain(Lane, "k", number));
            }

            if (Faults.Due() is { } fault)
                await BreakAsync(fault, stop);
        }

        _kafka.Flush();
    }

    private async Task BreakAsync(string fault, CancellationToken stop)
    {
        switch (fault)
        {
            case "broker away":
                // What is under way to a broker that goes might be sent twice by its sender.
                _kafka.Flush();
                _kafka.GoAway();
                await PauseAsync(5, stop);
                _kafka.ComeBack();
                break;
            case "commits refused":
                _kafka.Refuse(MockKafka.OffsetCommit, ErrorCode.GroupLoadInProgress, ErrorCode.GroupCoordinatorNotAvailable, ErrorCode.RequestTimedOut);
                break;
            default:
                // Not "unknown member": the cluster of the tests keeps the one that it does not know as a member that is silent, and lets the others wait for it.
                _kafka.Refuse(MockKafka.Heartbeat, ErrorCode.IllegalGeneration);
                break;
        }
    }
}
