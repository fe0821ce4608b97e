using System.Text;
using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Commands.Evaluate;

/// <summary>
/// Files a backtest writes. An older one of the same name is replaced: a backtest is run again and again, and what it writes can always be had anew. The new
/// file is written beside it and takes its place when it is complete, so that a reader never sees half of one. Folders that are missing are made.
/// </summary>
internal static class OutputFiles
{
    private const string PartEnding = ".part";
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(string path, Action<TextWriter> content)
    {
        string part = path + PartEnding;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            using (var writer = new StreamWriter(part, append: false, s_utf8) { NewLine = "\n" })
                content(writer);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>What stands against writing a file: checked before hours of work, not after.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">Option that names it.</param>
    /// <param name="others">Inputs and other outputs, which must not be overwritten.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Check(string path, string option, IEnumerable<string> others, List<ConfigurationFault> faults)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            faults.Add(new ConfigurationFault("command line", option, $"is {ConfigurationFault.Show(path)}, which is a folder; it must be a file"));
        else if (File.Exists(Path.GetDirectoryName(full)))
            faults.Add(new ConfigurationFault("command line", option, $"is {ConfigurationFault.Show(path)}; its folder is a file"));
        if (others.Any(other => Path.GetFullPath(other) == full))
            faults.Add(new ConfigurationFault("command line", option, $"is {ConfigurationFault.Show(path)}, which is an input or another output; it would be overwritten"));
    }
}
