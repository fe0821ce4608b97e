using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Tagging;

namespace RtmPipeline.Commands;

/// <summary>Posts in, one JSON line of tags a post out, in order.</summary>
internal static class TagCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Recorded input in any known format, gzip too; standard input by default",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var strict = new Option<bool>("--strict") { Description = "End with 3 when some input was rejected" };
        Command command = new("tag", "Tags each post, and writes one JSON line for it. What is no post is reported on standard error and skipped.") { files, strict };
        CommandSettings settings = new(command);
        command.SetAction(async (parse, stop) =>
        {
            PipelineSettings loaded = settings.Load(parse);
            string[] named = parse.GetValue(files) ?? [];
            await using Stream output = Console.OpenStandardOutput();
            long rejected = await TagAsync(
                PipelineRun.FilesOf(named.Length == 0 ? ["-"] : named, loaded.Posts), loaded, output, parse.InvocationConfiguration.Error, stop);
            return rejected > 0 && parse.GetValue(strict) ? ExitCode.RejectedInput : ExitCode.Done;
        });
        return command;
    }

    /// <returns>Number of rejected records.</returns>
    internal static async Task<long> TagAsync(
        IReadOnlyList<IRecordSource> sources, PipelineSettings settings, Stream output, TextWriter errors, CancellationToken stop)
    {
        var decoder = new PostDecoder();
        var tagger = new PostTagger(settings.Profiles);
        var line = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(line, TagLine.WriterOptions);
        long rejected = 0;
        foreach (IRecordSource source in sources)
        {
            await foreach (RawBatch raw in source.ReadAsync(settings.Topology.BatchSize, stop))
            {
                using RawBatch batch = raw;
                foreach (DecodedItem item in decoder.Decode(batch).Items)
                {
                    if (item.Rejection is { } rejection)
                    {
                        rejected++;
                        await errors.WriteLineAsync($"rtm: {rejection.Position}: {rejection.Detail}");
                    }
                    else if (item.Post is { HasText: true } post)
                    {
                        line.ResetWrittenCount();
                        json.Reset();
                        TagLine.Write(json, post, tagger.Tag(post), settings.Profiles);
                        await json.FlushAsync(stop);
                        line.Write("\n"u8);
                        await output.WriteAsync(line.WrittenMemory, stop);
                    }
                }
            }
        }

        await output.FlushAsync(stop);
        return rejected;
    }
}
