using NUnit.Framework;

namespace RtmPipeline.Tests.Conventions;

internal sealed class UseRuleTests
{
    private static string[] Violations(string path, string text) => [.. UseRules.Violations([new SourceFile($"Pipeline/{path}", text)])];

    [Test]
    public void Program_UsesEverythingInItsPlace() => Assert.That(UseRules.Violations(SourceFile.Of("Pipeline")), Is.Empty);

    [TestCase("Delivery/A.cs", "using StackExchange.Redis;", "Redis")]
    [TestCase("Commands/A.cs", "StackExchange.Redis.IDatabase? db;", "Redis")]
    [TestCase("Delivery/RedisLike/A.cs", "using StackExchange.Redis;", "Redis")]
    [TestCase("Trends/A.cs", "using System.Threading.Tasks.Dataflow;", "Dataflow")]
    [TestCase("Delivery/A.cs", "using System.Net.Http;", "HTTP")]
    [TestCase("Tagging/A.cs", "var client = new HttpClient();", "HTTP")]
    [TestCase("Sources/A.cs", "try { } catch (Exception) { }", "every exception")]
    [TestCase("Sources/A.cs", "try { } catch (Exception e) { }", "every exception")]
    [TestCase("Sources/A.cs", "try { } catch (System.Exception e) { }", "every exception")]
    [TestCase("Sources/A.cs", "try { } catch { }", "every exception")]
    [TestCase("Sources/A.cs", "try { } catch (Exception e) when (Known(e)) { }", "every exception")]
    [TestCase("Sources/A.cs", "try { } catch (Exception e) when (e is not IOException) { }", "every exception")]
    [TestCase("Trends/A.cs", "Console.WriteLine(1);", "console")]
    [TestCase("Sources/A.cs", "Console.Error.Write(1);", "console")]
    [TestCase("Posts/A.cs", "Console.OpenStandardInput();", "standard input")]
    [TestCase("Sources/A.cs", "Console.OpenStandardOutput();", "standard output")]
    [TestCase("Posts/A.cs", "var x = XDocument.Load(reader);", "XmlReader")]
    [TestCase("Posts/A.cs", "#pragma warning disable CA1822", "silenced")]
    [TestCase("Posts/A.cs", "    private static int s_count;", "static state")]
    [TestCase("Posts/A.cs", "    internal static List<string> Names = [];", "static state")]
    [TestCase("Posts/A.cs", "    public static int Count { get; set; }", "static state")]
    [TestCase("Posts/A.cs", "var m = type.GetMethod(name);", "reflection")]
    public void UseOutOfPlace_IsFound(string path, string text, string rule) =>
        Assert.That(Violations(path, text), Has.One.Contains(rule).And.One.StartsWith($"Pipeline/{path}:1:"));

    [TestCase("Delivery/Redis/A.cs", "using StackExchange.Redis;")]
    [TestCase("Topology/A.cs", "using System.Threading.Tasks.Dataflow;\ntry { } catch (Exception) { }")]
    [TestCase("Program.cs", "try { } catch (Exception e) { Console.Error.WriteLine(e); }")]
    [TestCase("Sources/X/A.cs", "var c = new HttpClient(); Console.OpenStandardInput();")]
    [TestCase("Sources/A.cs", "try { } catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }")]
    [TestCase("Sources/A.cs", "try { } catch (IOException e) { }")]
    [TestCase("Commands/A.cs", "Console.Out.WriteLine(1);")]
    [TestCase("Posts/A.cs", "// Console.WriteLine and XDocument are not used: catch (Exception) either.")]
    [TestCase("Posts/A.cs", "    private static readonly int[] s_table = [];\n    public static int Of(int x) => x;\n    public static string Name { get; } = \"\";")]
    public void UseInPlace_IsAllowed(string path, string text) => Assert.That(Violations(path, text), Is.Empty);
}
