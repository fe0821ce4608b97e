using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace RtmPipeline.Sources.Kafka;

/// <summary>
/// Loads librdkafka, the native library that speaks Kafka's protocol. It is the system's own: the client's package brings none, and a process that reads no Kafka needs none.
/// </summary>
internal static class KafkaLibrary
{
    /// <summary>What a person must do where it is missing.</summary>
    public const string Missing = "librdkafka is missing: install librdkafka1 (Debian) or librdkafka (Alpine, Homebrew)";

    /// <summary>Debian and Alpine, then Homebrew on both kinds of Macs, then a library that the user put beside the program.</summary>
    private static readonly string[] s_names =
    [
        "librdkafka.so.1",
        "librdkafka.1.dylib",
        "/opt/homebrew/lib/librdkafka.1.dylib",
        "/usr/local/lib/librdkafka.1.dylib",
        "librdkafka.so",
        "librdkafka.dll",
    ];

    /// <summary>The client asks for "libdl", which glibc has only with its number, musl within libc, and macOS within libSystem.</summary>
    private static readonly string[] s_loaders = ["libdl.so.2", "libc.musl-x86_64.so.1", "libc.musl-aarch64.so.1", "libSystem.dylib", "libdl"];

    private static readonly Lazy<string?> s_fault = new(Load);

    /// <summary>Why Kafka cannot be read here, in words for the user; null when it can. Loads the library at the first call.</summary>
    public static string? Fault => s_fault.Value;

    /// <summary>The first of several names under which a library opens; null for none.</summary>
    public static string? FirstOf(IReadOnlyList<string> names, Predicate<string> opens)
    {
        foreach (string name in names)
        {
            if (opens(name))
                return name;
        }

        return null;
    }

    private static string? Load()
    {
        string? name = FirstOf(s_names, static candidate => NativeLibrary.TryLoad(candidate, out _));
        if (name is null)
            return Missing;
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, (wanted, _, _) => Open(wanted, name));
            Library.Load(name);
            return null;
        }
        catch (Exception refused) when (refused is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or IOException or InvalidOperationException)
        {
            return $"{name} cannot be used: {refused.Message}";
        }
    }

    private static nint Open(string wanted, string library) => wanted switch
    {
        "librdkafka" => NativeLibrary.Load(library),
        "libdl" when FirstOf(s_loaders, static candidate => NativeLibrary.TryLoad(candidate, out _)) is { } loader => NativeLibrary.Load(loader),
        _ => 0,
    };
}
