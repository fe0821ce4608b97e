using System.Text;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Damage to YAML by its lines: dropped, doubled, moved, indented otherwise, with other values, and with everything YAML has that we refuse.</summary>
internal static class YamlMutations
{
    private const int MostChanges = 5;

    private static readonly string[] s_values =
    [
        "~", "null", "[]", "{}", "[a, b", "{a: b", "\"", "'", "\"\\ud800\"", "\"\\x00\"", "\"\\U0010FFFF\"", "\"\\UFFFFFFFF\"", "&a x", "*a", "!!binary x", "!<tag:x> y", "|", ">-", "|9", "- - - -", "? a", ": b", "...", "---", "%YAML 1.2",
        "%YAML 99999999999.1", "%TAG ! x", "@", "`", "#", "<<: *a", "0x7fffffff", "1e999", "-1", "NaN", ".inf", "2026-08-14", "true", "yes", "\t", "\u0085", "\uFEFF", "👍", "a: b: c", "[[[[[[[[[[[[[[[[[[[[", "{{{{{{{{{{{{{{{{{{",
        "\"unclosed\\", "'it''s'", "-", "- ", ":", "? ", "key", "! x", "&", "*", "a b c d e f", "https://a.example/", "@handle", "#tag", "en", "en-GB", "none", "hold",
    ];

    public static byte[] Of(byte[] whole, Random random, byte[] other)
    {
        List<string> lines = [.. Encoding.UTF8.GetString(whole).Split('\n')];
        for (int change = random.Next(1, MostChanges + 1); change > 0 && lines.Count > 0; change--)
            One(lines, random);
        byte[] bytes = Encoding.UTF8.GetBytes(string.Join(random.Once(10) ? "\r\n" : "\n", lines));
        if (random.Once(4))
            bytes = Mutations.OfBytes(bytes, random, other);
        return bytes;
    }

    private static void One(List<string> lines, Random random)
    {
        int at = random.Next(lines.Count);
        int to = random.Next(lines.Count);
        int colon = lines[at].IndexOf(':');
        switch (random.Next(9))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(to, lines[at]);
                break;
            case 2:
                (lines[at], lines[to]) = (lines[to], lines[at]);
                break;
            case 3:
                lines[at] = new string(' ', random.Next(9)) + lines[at].TrimStart();
                break;
            case 4 when colon >= 0:
                lines[at] = $"{lines[at][..(colon + 1)]} {random.Pick(s_values)}";
                break;
            case 5 when colon >= 0:
                lines[at] = $"{random.Pick(s_values)}{lines[at][colon..]}";
                break;
            case 6:
                lines.Insert(at, random.Pick(s_values));
                break;
            case 7:
                lines[at] += random.Once(20) ? new string('x', 50_000) : HostileValues.Text(random, 5);
                break;
            default:
                string repeated = random.Pick(s_values);
                lines.Insert(at, string.Concat(Enumerable.Repeat(repeated, random.Once(10) ? random.Next(3_000) : random.Next(30))));
                break;
        }
    }
}
