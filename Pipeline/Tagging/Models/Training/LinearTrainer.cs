namespace RtmPipeline.Tagging.Models.Training;

/// <summary>How a model is fitted.</summary>
internal sealed record TrainingOptions
{
    /// <summary>What an error costs against the length of the weights.</summary>
    public double Cost { get; init; } = 0.15;

    /// <summary>Most passes over the texts.</summary>
    public int Passes { get; init; } = 15;

    /// <summary>Base-2 logarithm of the number of slots.</summary>
    public int Bits { get; init; } = 18;

    public int Seed { get; init; } = 7;

    /// <summary>Features count by their <see cref="ClassContrast"/>: worth it where words name the class, as those of a theme do.</summary>
    public bool ByContrast { get; init; }

    /// <summary>Most that one occurrence of a feature counts before its rarity; above 0. By default all count what they are given.</summary>
    public float MaxOccurrence { get; init; } = float.PositiveInfinity;
}

/// <summary>Fits a <see cref="LinearModel"/>: one against the rest, for each class.</summary>
/// <param name="name">Name of the model.</param>
/// <param name="classes">Its labels.</param>
/// <param name="features">What it sees of a text.</param>
/// <param name="options">How it is fitted.</param>
internal sealed class LinearTrainer(string name, string[] classes, IFeatureSet features, TrainingOptions options)
{
    /// <summary>The model without calibration.</summary>
    public LinearModel Fit(IReadOnlyList<Example> examples)
    {
        FeatureVocabulary vocabulary = FeatureVocabulary.Of(examples, features, options);
        SparseRow[] rows = [.. examples.Select(example => vocabulary.RowOf(example.Text, example.Variant, features))];
        var fits = new SupportVectorFit.Result[classes.Length];
        Parallel.For(0, classes.Length, label => fits[label] = FitClass(label, examples, rows, vocabulary.Slots));
        var model = new LinearModel(name, classes, new FeatureTable(options.Bits, classes.Length));
        for (int label = 0; label < classes.Length; label++)
            Quantise(model, label, fits[label], vocabulary, examples);
        return model;
    }

    /// <summary>Values for texts that the model has not seen: each fold is judged by a model of the others.</summary>
    /// <param name="examples">All texts.</param>
    /// <param name="stop">Ends it between two folds.</param>
    /// <returns>By example, then class.</returns>
    public float[][] CrossValidate(IReadOnlyList<Example> examples, CancellationToken stop = default)
    {
        var values = new float[examples.Count][];
        foreach (int fold in examples.Select(example => example.Fold).Distinct().Order())
        {
            stop.ThrowIfCancellationRequested();
            LinearModel model = Fit([.. examples.Where(example => example.Fold != fold)]);
            for (int i = 0; i < values.Length; i++)
            {
                if (examples[i].Fold == fold)
                    values[i] = Values(model, examples[i].Text, examples[i].Variant);
            }
        }
        return values;
    }

    /// <summary>The values of one text.</summary>
    public float[] Values(LinearModel model, string text, LanguageVariant variant)
    {
        var sink = new SumSink(model.Table, new int[model.Width]);
        features.Extract(text, variant, ref sink);
        float[] values = new float[classes.Length];
        model.Evaluate(sink.Sums, variant, values);
        return values;
    }

    private SupportVectorFit.Result FitClass(int label, IReadOnlyList<Example> examples, SparseRow[] rows, int slots)
    {
        bool[] isPositive = [.. examples.Select(example => IsOf(example, label))];
        int[] sets = [.. examples.Select(example => example.Set)];
        float[] costs = [.. examples.Select(example => (float)options.Cost * example.Weight)];
        if (!options.ByContrast)
            return SupportVectorFit.Fit(rows, isPositive, sets, costs, slots, options.Passes, options.Seed + label);

        float[] contrast = ClassContrast.Of(rows, isPositive, [.. examples.Select(example => example.Weight)], slots);
        SparseRow[] scaled = [.. rows.Select(row => ClassContrast.Scale(row, contrast))];
        SupportVectorFit.Result fit = SupportVectorFit.Fit(scaled, isPositive, sets, costs, slots, options.Passes, options.Seed + label);
        return fit with { Weights = [.. fit.Weights.Select((weight, slot) => weight * contrast[slot])] };
    }

    private bool IsOf(Example example, int label) => classes.Length == 1 ? example.Label == 1 : example.Label == label;

    private void Quantise(LinearModel model, int label, SupportVectorFit.Result fit, FeatureVocabulary vocabulary, IReadOnlyList<Example> examples)
    {
        FeatureTable table = model.Table;
        var weights = new WeightSink(vocabulary, new float[vocabulary.Slots]);
        foreach (Example example in examples)
            features.Extract(example.Text, example.Variant, ref weights);
        float largest = 0;
        for (int slot = 0; slot < vocabulary.Slots; slot++)
            largest = Math.Max(largest, Math.Abs(fit.Weights[slot] * weights.Values[slot]));
        model.Scales[label] = largest / sbyte.MaxValue;
        for (int slot = 0; slot < vocabulary.Slots; slot++)
        {
            if (vocabulary.FeatureAt(slot) == 0)
                continue;
            table.Marks[slot] = FeatureTable.MarkOf(vocabulary.FeatureAt(slot));
            table.Norms[slot] = FeatureVocabulary.NormOf(weights.Values[slot]);
            table.Weights[(slot * classes.Length) + label] =
                largest == 0 ? (sbyte)0 : (sbyte)MathF.Round(fit.Weights[slot] * weights.Values[slot] / model.Scales[label]);
        }

        // A language without training texts starts from the average of the others.
        float average = examples.Average(example => fit.Biases[example.Set]);
        foreach (float[] biases in model.Biases)
            biases[label] = average;
        foreach (IGrouping<LanguageVariant, Example> variant in examples.GroupBy(example => example.Variant))
            model.Biases[(int)variant.Key][label] = variant.Average(example => fit.Biases[example.Set]);
    }

    private struct SumSink(FeatureTable table, int[] sums) : IFeatureSink
    {
        public int[] Sums { get; } = sums;

        public readonly void Add(ulong feature, float weight) => table.AddTo(Sums, feature);
    }

    /// <summary>What one occurrence of each feature counts.</summary>
    private struct WeightSink(FeatureVocabulary vocabulary, float[] values) : IFeatureSink
    {
        private readonly FeatureTable _slots = new(System.Numerics.BitOperations.Log2((uint)values.Length), 0);

        public float[] Values { get; } = values;

        public readonly void Add(ulong feature, float weight)
        {
            int slot = _slots.SlotOf(feature);
            if (vocabulary.FeatureAt(slot) == feature)
                Values[slot] = vocabulary.ValueAt(slot, weight);
        }
    }
}
