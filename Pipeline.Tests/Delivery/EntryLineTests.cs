using System.Buffers;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Delivery;

namespace RtmPipeline.Tests.Delivery;

internal sealed class EntryLineTests
{
    [TestCase("seq", "12", "12", TestName = "Line_Seq_IsANumber")]
    [TestCase("score", "-0.5", "-0.5", TestName = "Line_NegativeScore_IsANumber")]
    [TestCase("score", "NaN", "\"NaN\"", TestName = "Line_ScoreThatIsNoNumber_StaysText")]
    [TestCase("seq", "012", "\"012\"", TestName = "Line_LeadingZero_StaysText")]
    [TestCase("seq", "1,\"x\":2", "\"1,\\u0022x\\u0022:2\"", TestName = "Line_SeqWithMoreJson_StaysText")]
    [TestCase("data", "{\"a\":[1]}", "{\"a\":[1]}", TestName = "Line_DataObject_IsAnObject")]
    [TestCase("data", "{\"a\":", "\"{\\u0022a\\u0022:\"", TestName = "Line_DataCutOff_StaysText")]
    [TestCase("data", "{} {}", "\"{} {}\"", TestName = "Line_TwoObjects_StayText")]
    [TestCase("data", "{\n}", "\"{\\n}\"", TestName = "Line_DataOverTwoLines_StaysText")]
    [TestCase("brand", "7", "\"7\"", TestName = "Line_OtherFieldOfDigits_StaysText")]
    public void Line(string name, string value, string printed)
    {
        ArrayBufferWriter<byte> line = new();
        EntryLine.Write(line, OutputStream.Alerts, "5-0", [name], [Encoding.UTF8.GetBytes(value)]);
        Assert.That(Encoding.UTF8.GetString(line.WrittenSpan), Is.EqualTo($$"""{"stream":"alerts","entry":"5-0","{{name}}":{{printed}}}""" + "\n"));
    }
}
