using System.Text;
using NUnit.Framework;

namespace RtmPipeline.Tests.TestKit;

internal sealed class SchemaCheckTests
{
    private static readonly string[][] s_cases =
    [
        ["type, fits", """{"type":"string"}""", "\"a\"", "valid"],
        ["type, other", """{"type":"string"}""", "1", "invalid"],
        ["type, one of two", """{"type":["string","null"]}""", "null", "valid"],
        ["integer, whole fraction", """{"type":"integer"}""", "2.0", "valid"],
        ["integer, fraction", """{"type":"integer"}""", "2.5", "invalid"],
        ["const", """{"const":{"a":1}}""", """{"a":1}""", "valid"],
        ["const, other", """{"const":"1.0"}""", "1.0", "invalid"],
        ["enum", """{"enum":["a","b"]}""", "\"b\"", "valid"],
        ["enum, other", """{"enum":["a","b"]}""", "\"c\"", "invalid"],
        ["minimum, equal", """{"minimum":1}""", "1", "valid"],
        ["minimum, below", """{"minimum":1}""", "0.99", "invalid"],
        ["maximum, above", """{"maximum":1}""", "1.01", "invalid"],
        ["minLength, below", """{"minLength":1}""", "\"\"", "invalid"],
        ["maxLength counts characters", """{"maxLength":1}""", "\"\\ud83d\\udc4d\"", "valid"],
        ["maxLength, above", """{"maxLength":1}""", "\"ab\"", "invalid"],
        ["pattern, anywhere", """{"pattern":"b"}""", "\"abc\"", "valid"],
        ["pattern, no match", """{"pattern":"^b"}""", "\"abc\"", "invalid"],
        ["required, there", """{"required":["a"]}""", """{"a":null}""", "valid"],
        ["required, missing", """{"required":["a"]}""", "{}", "invalid"],
        ["properties, member wrong", """{"properties":{"a":{"type":"null"}}}""", """{"a":1}""", "invalid"],
        ["others forbidden", """{"properties":{"a":true},"additionalProperties":false}""", """{"a":1,"b":2}""", "invalid"],
        ["others checked", """{"additionalProperties":{"type":"integer"}}""", """{"b":"x"}""", "invalid"],
        ["items, second wrong", """{"items":{"type":"integer"}}""", """[1,"x"]""", "invalid"],
        ["reference", """{"$ref":"#/$defs/n","$defs":{"n":{"type":"number"}}}""", "\"x\"", "invalid"],
        ["value keyword on another type", """{"minimum":1}""", "\"x\"", "valid"],
    ];

    [TestCaseSource(nameof(s_cases))]
    public void Check_Keyword_Decides(string name, string schema, string value, string verdict) =>
        Assert.That(Of(schema).Faults(value), verdict == "valid" ? Is.Empty : Has.Count.EqualTo(1), name);

    [TestCase("""{"not":{}}""", TestName = "Check_UnknownKeyword_Throws")]
    [TestCase("""{"properties":{"a":{"format":"date"}}}""", TestName = "Check_UnknownKeywordInside_Throws")]
    [TestCase("""{"$ref":"https://example.org/other"}""", TestName = "Check_ReferenceElsewhere_Throws")]
    [TestCase("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/a"}}}""", TestName = "Check_ReferenceToItself_Throws")]
    public void Check_SchemaNotUnderstood_Throws(string schema) =>
        Assert.That(() => Of(schema).Faults("""{"a":"x"}"""), Throws.TypeOf<NotSupportedException>());

    [Test]
    public void Check_SeveralFaults_NamesEachPlace() =>
        Assert.That(
            Of("""{"properties":{"a":{"items":{"type":"null"}},"b":{"minimum":3}}}""").Faults("""{"a":[null,1],"b":2}"""),
            Is.EqualTo(["$.a[1]: 1 against type \"null\"", "$.b: 2 against minimum 3"]));

    private static SchemaCheck Of(string schema) => new(Encoding.UTF8.GetBytes(schema));
}
