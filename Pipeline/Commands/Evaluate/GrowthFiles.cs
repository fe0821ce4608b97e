using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate;

/// <summary>Reads cascades (text, one repost a line, or a tar archive of such texts) and tables of cumulative shares; gzip too, told by content.</summary>
internal static class GrowthFiles
{
    /// <summary>Most bytes of a file after decompression.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    private const int TarMagicAt = 257;
    private const double ShareStepSeconds = 1200;

    /// <exception cref="GrowthFileException">It cannot be read, or holds neither cascades nor share counts.</exception>
    public static GrowthFile Read(string path)
    {
        try
        {
            byte[] bytes = BytesOf(path);
            var cascades = new List<Cascade>();
            var shares = new List<ShareSeries>();
            var skipped = new List<string>();
            if (IsTar(bytes))
                ReadArchive(path, bytes, cascades, skipped);
            else
                ReadText(path, bytes, cascades, shares, skipped);
            return cascades.Count + shares.Count > 0 ? new GrowthFile(path, cascades, shares, skipped) : throw new GrowthFileException($"{path}: holds neither cascades nor share counts");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new GrowthFileException($"{path}: {fault.Message}", fault);
        }
    }

    private static byte[] BytesOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        bool isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using Stream plain = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read = plain.Read(buffer); read > 0; read = plain.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MaxBytes)
                throw new InvalidDataException($"has more than {MaxBytes:#,0} bytes after decompression");
        }

        return bytes.Length > 0 ? bytes.ToArray() : throw new InvalidDataException("is empty");
    }

    private static bool IsTar(byte[] bytes) => bytes.AsSpan(Math.Min(TarMagicAt, bytes.Length)).StartsWith("ustar"u8);

    private static void ReadArchive(string path, byte[] bytes, List<Cascade> cascades, List<string> skipped)
    {
        using var tar = new TarReader(new MemoryStream(bytes));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null || entry.Name.StartsWith("example/", StringComparison.Ordinal))
                continue;
            using var content = new MemoryStream();
            entry.DataStream.CopyTo(content);
            ReadText($"{path}/{entry.Name}", content.ToArray(), cascades, [], skipped);
        }
    }

    private static void ReadText(string name, byte[] bytes, List<Cascade> cascades, List<ShareSeries> shares, List<string> skipped)
    {
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        if (lines[0].Contains(','))
            ReadShares(name, lines, shares, skipped);
        else
            ReadCascade(name, lines, cascades, skipped);
    }

    private static void ReadCascade(string name, string[] lines, List<Cascade> cascades, List<string> skipped)
    {
        var seconds = new List<double>();
        var followers = new List<double>();
        for (int i = 1; i < lines.Length; i++)
        {
            string[] fields = lines[i].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (fields.Length == 0)
                continue;
            if (fields.Length == 2 && Number(fields[0], out double age) && Number(fields[1], out double reach) && (seconds.Count == 0 || age >= seconds[^1]))
            {
                seconds.Add(age);
                followers.Add(reach);
            }
            else
            {
                skipped.Add($"{name}:{i + 1}: {ConfigurationFault.Show(lines[i])} must be seconds since the post, going up, and followers");
            }
        }

        if (seconds.Count > 1)
            cascades.Add(new Cascade(Path.GetFileNameWithoutExtension(name), [.. seconds], [.. followers]));
    }

    private static void ReadShares(string name, string[] lines, List<ShareSeries> shares, List<string> skipped)
    {
        int columns = lines[0].Split(',').Length;
        if (!lines[0].Contains("TS1,", StringComparison.Ordinal) && !lines[0].Contains("\"TS1\"", StringComparison.Ordinal))
            throw new InvalidDataException("is neither a cascade (seconds and followers) nor a table of shares (IDLink,TS1,TS2 …)");
        double[] ages = [.. Enumerable.Range(1, columns - 1).Select(k => k * ShareStepSeconds)];
        for (int i = 1; i < lines.Length; i++)
        {
            string[] fields = lines[i].Trim().Split(',');
            if (fields is [""])
                continue;
            double[] counts = [.. fields.Skip(1).Select(field => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double count) ? Math.Max(0, count) : double.NaN)];
            if (counts.Length != ages.Length || counts.Any(double.IsNaN))
                skipped.Add($"{name}:{i + 1}: the row of {ConfigurationFault.Show(fields[0])} must have {ages.Length} counts");
            else
                shares.Add(new ShareSeries(fields[0].Trim('"'), ages, counts));
        }
    }

    private static bool Number(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number) && number >= 0;
}
