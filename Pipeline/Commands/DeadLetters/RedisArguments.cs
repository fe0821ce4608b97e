using System.CommandLine;
using RtmPipeline.Delivery.Redis;

namespace RtmPipeline.Commands.DeadLetters;

/// <summary>Which Redis to look at.</summary>
internal sealed class RedisArguments
{
    /// <summary>Where the password comes from: never from the command line, which other users of the machine can read.</summary>
    private const string PasswordVariable = "RTM__Redis__Password";

    private readonly Option<string> _redis = new("--redis")
    {
        Description = $"Redis as HOST:PORT; a password is taken from {PasswordVariable}.",
        HelpName = "ADDR",
        DefaultValueFactory = _ => RedisOptions.DefaultEndpoint,
    };

    private readonly Option<string> _prefix = new("--prefix")
    {
        Description = "What the keys begin with, with one part in braces.",
        HelpName = "P",
        DefaultValueFactory = _ => RedisOptions.DefaultPrefix,
    };

    public void AddTo(Command command)
    {
        command.Add(_redis);
        command.Add(_prefix);
    }

    public RedisOptions Read(ParseResult parse) => new()
    {
        Endpoint = parse.GetRequiredValue(_redis),
        Prefix = parse.GetRequiredValue(_prefix),
        Password = Environment.GetEnvironmentVariable(PasswordVariable),
    };
}
