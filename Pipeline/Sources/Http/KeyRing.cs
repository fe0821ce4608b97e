using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace RtmPipeline.Sources.Http;

/// <summary>
/// The keys in force: those of the file are read again when it changes, so that a key can be given or taken back while the program runs. A file that cannot be read, or has a
/// fault, changes nothing.
/// </summary>
/// <param name="options">The keys at the start, and their file.</param>
/// <param name="clock">Says when to look at the file.</param>
/// <param name="warn">Takes a word for the user.</param>
internal sealed class KeyRing(ServerOptions options, TimeProvider clock, Action<string> warn)
{
    /// <summary>Longest file of keys.</summary>
    public const int MaxFileBytes = 1 << 20;

    /// <summary>How often the file is looked at, at most.</summary>
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly WatchedFile? _file = options.KeysFile is null ? null : new WatchedFile(clock, s_lookEvery, options.KeysFile);
    private BearerKeys _keys = options.Keys;

    public BearerKeys Current
    {
        get
        {
            lock (_gate)
            {
                if (_file?.HasChanged() == true)
                    Reload(options.KeysFile!);
                return _keys;
            }
        }
    }

    /// <summary>
    /// The name of the key in an <c>Authorization</c> header: a bearer token, or, for those who can only do that, the password of basic authentication, whatever the user's name.
    /// Null when there is none, or nobody has it.
    /// </summary>
    public string? NameOf(StringValues authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization.Count == 1 ? authorization[0] : null, out AuthenticationHeaderValue? header) || header.Parameter is not { } parameter)
            return null;
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return Current.NameOf(parameter);
        if (!header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return null;
        byte[] bytes = new byte[parameter.Length];
        if (!Convert.TryFromBase64String(parameter, bytes, out int length))
            return null;
        string user = Encoding.UTF8.GetString(bytes, 0, length);
        return Current.NameOf(user.AsSpan(user.IndexOf(':', StringComparison.Ordinal) + 1));
    }

    private void Reload(string path)
    {
        string fault;
        try
        {
            FileInfo file = new(path);
            if (file.Length > MaxFileBytes)
                fault = $"is longer than {MaxFileBytes} bytes";
            else if (BearerKeys.TryParse(File.ReadAllText(path), out BearerKeys? keys, out string? why))
            {
                _keys = keys;
                warn($"{keys.Names.Count()} keys were read from the changed file");
                return;
            }
            else
            {
                fault = why;
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            fault = $"cannot be read: {unreadable.Message}";
        }

        warn($"the changed file of keys {fault}; the keys before stay in force");
    }
}
