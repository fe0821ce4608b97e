using NUnit.Framework;
using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Models.Training;

namespace RtmPipeline.Tests.Tagging.Models.Training;

internal sealed class ClassContrastTests
{
    private static readonly bool[] s_isPositive = [true, true, false, false];
    private static readonly float[] s_weights = [1, 1, 1, 1];

    /// <summary>Slot 0 stands in every text, slot 1 in those of the class, slot 2 in the others, slot 3 in none.</summary>
    private static readonly SparseRow[] s_rows = [Row(0, 1), Row(0, 1), Row(0, 2), Row(0, 2)];

    [Test]
    public void FeatureOfEveryText_OrOfNone_HasNoContrast()
    {
        float[] contrast = ClassContrast.Of(s_rows, s_isPositive, s_weights, 4);
        Assert.That((contrast[0], contrast[3]), Is.EqualTo((0f, 0f)));
    }

    [Test]
    public void FeatureOfOneSide_HasTheLogarithmOfTheSmoothedShares()
    {
        // Three of four texts against one of four, with one text that has it and one that has it not thought to have been on each side before.
        float[] contrast = ClassContrast.Of(s_rows, s_isPositive, s_weights, 4);
        Assert.That(contrast[1], Is.EqualTo(MathF.Log(3)).Within(1e-6f));
        Assert.That(contrast[2], Is.EqualTo(MathF.Log(3)).Within(1e-6f));
    }

    [Test]
    public void TextOfTwiceTheWeight_CountsAsTwo()
    {
        float[] twice = ClassContrast.Of(s_rows[1..], s_isPositive[1..], [2, 1, 1], 4);
        Assert.That(twice, Is.EqualTo(ClassContrast.Of(s_rows, s_isPositive, s_weights, 4)));
    }

    [Test]
    public void Row_Scaled_IsMultipliedSlotBySlot() =>
        Assert.That(ClassContrast.Scale(new SparseRow([1, 3], [2, 5]), [0, 10, 0, 100]).Values, Is.EqualTo(new float[] { 20, 500 }));

    [Test]
    public void TrainingByContrast_TellsHeldOutTextsByTheirWord()
    {
        Example[] examples = [.. Enumerable.Range(0, 40).Select(i => new Example(i % 2 > 0 ? $"grim fog {i}" : $"sunny beach {i}", i % 2, "en", 0, i / 20, 1))];
        var trainer = new LinearTrainer("grim", ["grim"], new TextFeatureSet(new ConceptTable()), new TrainingOptions { Bits = 12, ByContrast = true });
        float[][] values = trainer.CrossValidate(examples);
        Assert.That(examples.Where((example, i) => values[i][0] > 0 != (example.Label == 1)), Is.Empty);
    }

    private static SparseRow Row(params int[] slots) => new(slots, [.. slots.Select(_ => 1f)]);
}
