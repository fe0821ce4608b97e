using System.ComponentModel;
using System.Diagnostics;
using NUnit.Framework;

namespace RtmPipeline.Tests.Kills;

/// <summary>
/// A shell script that stands in for the program: it writes numbered entries, remembers its position in a folder and dies at crash points. Honest or broken on
/// purpose, so that the kill run and the auditor are seen to find what they are for.
/// </summary>
internal static class StandInChild
{
    /// <summary>Entries it writes in all.</summary>
    public const int Entries = 12;

    private const string Script = """
        behaviour=$1; port=$2; prefix=$3; state=$4
        point=${RTM_CRASHPOINT%%:*}; left=${RTM_CRASHPOINT##*:}
        reach() {
          [ "$1" = "$point" ] || return 0
          left=$((left - 1))
          [ "$left" -eq 0 ] || return 0
          echo "rtm: crash point $1 reached" >&2
          kill -9 $$
        }
        redis() { redis-cli -p "$port" "$@" </dev/null; }
        remember() { echo "$1" > "$state/position.new" && mv "$state/position.new" "$state/position"; }
        trap 'reach shutdown.drained; exit 0' TERM
        at=$(cat "$state/position" 2>/dev/null || echo 0)
        reach resume.loaded
        # What is there already is not written again.
        [ "$behaviour" = honest ] && at=$(redis XLEN "$prefix:alerts")
        while [ "$at" -lt 12 ]; do
          at=$((at + 1))
          [ "$behaviour" = forgetful ] && remember "$at"
          reach delivery.before-write
          seq=$(( $(redis XLEN "$prefix:alerts") + 1 ))
          [ "$behaviour" = different ] && [ "$at" -eq 7 ] && [ -n "$RTM_CRASHPOINT" ] && brand=other || brand=crispo
          redis XADD "$prefix:alerts" "1000-$seq" id "a.$at" type t seq "$seq" brand "$brand" data "{\"id\":\"a.$at\",\"type\":\"t\"}" >/dev/null
          reach delivery.after-write
          [ "$behaviour" = forgetful ] || remember "$at"
        done
        exit 0
        """;

    /// <param name="behaviour"><c>honest</c>, <c>forgetful</c> (stores its position before the output), <c>repeating</c> (does not look at what is there) or
    /// <c>different</c> (writes other bytes when it is to crash).</param>
    /// <param name="port">Port of Redis.</param>
    /// <param name="prefix">Prefix of the keys.</param>
    /// <param name="state">Folder for the position.</param>
    public static ChildCommand Command(string behaviour, int port, string prefix, string state) =>
        new("/bin/sh", ["-c", Script, "stand-in", behaviour, $"{port}", prefix, state]);

    /// <summary>Skips the running test where there is no shell or no redis-cli to stand in with.</summary>
    public static void Require()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("redis-cli", ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            Assert.Ignore("needs redis-cli, which comes with the system's package of redis-server");
        }

        if (!File.Exists("/bin/sh"))
            Assert.Ignore("needs a shell");
    }
}
