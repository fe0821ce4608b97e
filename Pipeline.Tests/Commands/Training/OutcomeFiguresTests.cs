using NUnit.Framework;
using RtmPipeline.Commands.Training;

namespace RtmPipeline.Tests.Commands.Training;

internal sealed class OutcomeFiguresTests
{
    private static readonly SetTally s_set = new(new SetRecipe { Origin = "", Name = "set" });

    private static Outcome Outcome(int label, int given, params float[] probabilities) =>
        new(new LabelledText("text", "x", null, s_set), label, given, "fold", probabilities.Length == 0 ? [0.5f, 0.5f, 0] : probabilities);

    [Test]
    public void Figures_OfAKnownTable_AreThoseOfTheBooks()
    {
        // Label 0: 3 right, 1 taken for 1. Label 1: 2 right, 2 taken for 0. Label 2 does not occur.
        Outcome[] outcomes = [Outcome(0, 0), Outcome(0, 0), Outcome(0, 0), Outcome(0, 1), Outcome(1, 1), Outcome(1, 1), Outcome(1, 0), Outcome(1, 0)];
        ClassFigures figures = ClassFigures.Of(outcomes, 3);
        Assert.That(figures.Accuracy, Is.EqualTo(5 / 8.0));
        Assert.That((figures.F1(0), figures.F1(1), figures.F1(2)), Is.EqualTo((2 * 3 / 9.0, 2 * 2 / 7.0, 0.0)));
        Assert.That(figures.MacroF1, Is.EqualTo(((6 / 9.0) + (4 / 7.0)) / 2).Within(1e-12));
        Assert.That((figures.Texts, figures.Own(1), figures.Given(1), figures.Count(1, 0)), Is.EqualTo((8, 4, 3, 2)));
    }

    [Test]
    public void NoTexts_HaveFiguresOfZero()
    {
        ClassFigures figures = ClassFigures.Of([], 2);
        Assert.That((figures.Accuracy, figures.MacroF1, OutcomeFigures.CalibrationError([])), Is.EqualTo((0.0, 0.0, 0.0)));
    }

    [Test]
    public void CalibrationError_OfConfidenceThatIsRightAsOftenAsItSays_IsNone()
    {
        Outcome[] outcomes = [.. Enumerable.Range(0, 10).Select(i => Outcome(i < 7 ? 0 : 1, 0, 0.7f, 0.3f))];
        Assert.That(OutcomeFigures.CalibrationError(outcomes), Is.EqualTo(0).Within(1e-6));
    }

    [Test]
    public void CalibrationError_OfAFullyConfidentModelThatIsHalfRight_IsAHalf()
    {
        Outcome[] outcomes = [.. Enumerable.Range(0, 10).Select(i => Outcome(i % 2, 0, 1f, 0f))];
        Assert.That(OutcomeFigures.CalibrationError(outcomes), Is.EqualTo(0.5).Within(1e-6));
    }

    [Test]
    public void CalibrationError_OfAModelOfOneClass_ComparesItsProbabilityWithHowOftenItIsThat()
    {
        Outcome[] outcomes = [.. Enumerable.Range(0, 10).Select(i => Outcome(i < 2 ? 1 : 0, 0, 0.2f))];
        Assert.That(OutcomeFigures.CalibrationError(outcomes), Is.EqualTo(0).Within(1e-6));
    }

    [Test]
    public void Intervals_HoldTheFigure_AndNarrowWithMoreTexts()
    {
        Outcome[] few = [.. Enumerable.Range(0, 50).Select(i => Outcome(i % 2, i % 5 == 0 ? 1 - (i % 2) : i % 2))];
        Outcome[] many = [.. Enumerable.Range(0, 40).SelectMany(_ => few)];
        (Interval wide, Interval wideMacro) = OutcomeFigures.Bootstrap(few, 2, 1);
        (Interval narrow, _) = OutcomeFigures.Bootstrap(many, 2, 1);
        foreach (Interval interval in (Interval[])[wide, wideMacro, narrow])
            Assert.That((interval.Low, interval.High), Is.EqualTo((Math.Min(interval.Low, 0.8), Math.Max(interval.High, 0.8))), "0.8 lies inside");
        Assert.That(narrow.High - narrow.Low, Is.LessThan((wide.High - wide.Low) / 4));
        Assert.That(OutcomeFigures.Bootstrap(few, 2, 1).Accuracy, Is.EqualTo(wide));
    }
}
