using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

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
        var explain = new Option<bool>("--explain") { Description = "Add what weighed most for each label of the models" };
        Command command = new("tag", "Tags each post, and writes one JSON line for it. What is no post is reported on standard error and skipped.") { files, strict, explain };
        CommandSettings settings = new(command);
        command.SetAction(async (parse, stop) =>
        {
            PipelineSettings loaded = settings.Load(parse);
            string[] named = parse.GetValue(files) ?? [];
            await using Stream output = StandardOutput.Open();
            long rejected = await TagAsync(
                PipelineRun.FilesOf(named.Length == 0 ? ["-"] : named, loaded.Posts), loaded, output, parse.InvocationConfiguration.Error, stop, parse.GetValue(explain));
            return rejected > 0 && parse.GetValue(strict) ? ExitCode.RejectedInput : ExitCode.Done;
        });
        return command;
    }

    /// <returns>Number of rejected records.</returns>
    internal static async Task<long> TagAsync(
        IReadOnlyList<IRecordSource> sources, PipelineSettings settings, Stream output, TextWriter errors, CancellationToken stop, bool explain = false)
    {
        var decoder = new PostDecoder();
        var tagger = new PostTagger(settings.Profiles, settings.Models);
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
                        WriteLine(json, post, tagger, settings.Profiles, explain);
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

    private static void WriteLine(Utf8JsonWriter json, Post post, PostTagger tagger, IReadOnlyList<BrandProfile> brands, bool explain)
    {
        TagExplanation? explanation = null;
        PostTags tags = explain ? tagger.Explain(post, out explanation) : tagger.Tag(post);
        TagLine.Write(json, post, tags, brands, explanation);
    }
}
