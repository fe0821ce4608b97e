namespace RtmPipeline.Commands.Training;

/// <summary>How well labels were told: counts of texts by their own label, then the label they were given.</summary>
/// <param name="labels">Number of labels.</param>
internal sealed class ClassFigures(int labels)
{
    private readonly int[] _counts = new int[labels * labels];

    public int Labels => labels;

    public int Texts { get; private set; }

    /// <summary>Share of texts told right, in [0, 1]; 0 without texts.</summary>
    public double Accuracy => Texts == 0 ? 0 : (double)Enumerable.Range(0, labels).Sum(label => Count(label, label)) / Texts;

    /// <summary>Mean F1 of the labels that occur, as own or as given.</summary>
    public double MacroF1
    {
        get
        {
            double sum = 0;
            int occurring = 0;
            for (int label = 0; label < labels; label++)
            {
                if (Own(label) + Given(label) == 0)
                    continue;
                sum += F1(label);
                occurring++;
            }
            return occurring == 0 ? 0 : sum / occurring;
        }
    }

    public static ClassFigures Of(IEnumerable<Outcome> outcomes, int labels)
    {
        var figures = new ClassFigures(labels);
        foreach (Outcome outcome in outcomes)
            figures.Add(figures.CellOf(outcome));
        return figures;
    }

    public int CellOf(Outcome outcome) => (outcome.Label * labels) + outcome.Given;

    public void Add(int cell)
    {
        _counts[cell]++;
        Texts++;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Texts = 0;
    }

    /// <summary>Texts of one label that were given another.</summary>
    public int Count(int own, int given) => _counts[(own * labels) + given];

    /// <summary>Texts that have a label.</summary>
    public int Own(int label) => Enumerable.Range(0, labels).Sum(given => Count(label, given));

    /// <summary>Texts that were given a label.</summary>
    public int Given(int label) => Enumerable.Range(0, labels).Sum(own => Count(own, label));

    /// <summary>Harmonic mean of precision and recall of a label; 0 where it does not occur.</summary>
    public double F1(int label) => Own(label) + Given(label) == 0 ? 0 : 2.0 * Count(label, label) / (Own(label) + Given(label));
}
