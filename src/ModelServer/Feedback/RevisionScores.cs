namespace Modelwright.ModelServer.Feedback;

/// <summary>How a revision's predictions of one kind turned out. Guarded by its owner.</summary>
internal sealed class RevisionScores(string revision, bool isNumber)
{
    /// <summary>Pairs of a predicted and an actual category that are told apart.</summary>
    public const int MaxPairs = 1_024;

    /// <summary>Longer categories are not told apart, in UTF-16 characters.</summary>
    public const int MaxCategory = 64;

    private readonly Dictionary<(string Predicted, string Actual), long> confusion = [];
    private readonly long[] delays = new long[DelayBounds.Count + 1];

    /// <summary>Upper bounds of label delays, in seconds: minutes, hours, days, weeks, months.</summary>
    public static IReadOnlyList<int> DelayBounds { get; } =
        [60, 600, 3_600, 21_600, 86_400, 259_200, 604_800, 1_209_600, 2_592_000, 7_776_000];

    /// <summary>Who predicted.</summary>
    public string Revision { get; } = revision;

    /// <summary>Numbers, not categories.</summary>
    public bool IsNumber { get; } = isNumber;

    /// <summary>Rows with a label.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows predicted as they turned out.</summary>
    public long Correct { get; private set; }

    /// <summary>Correct rows of pairs that are not told apart.</summary>
    public long OtherCorrect { get; private set; }

    /// <summary>Wrong rows of pairs that are not told apart.</summary>
    public long OtherWrong { get; private set; }

    /// <summary>Sum of the errors' magnitudes.</summary>
    public double AbsoluteError { get; private set; }

    /// <summary>Sum of the errors' squares.</summary>
    public double SquaredError { get; private set; }

    /// <summary>Sum of the errors, predicted minus actual.</summary>
    public double Error { get; private set; }

    /// <summary>Sum of the labels.</summary>
    public double LabelSum { get; private set; }

    /// <summary>Sum of the labels' squares.</summary>
    public double SquaredLabel { get; private set; }

    /// <summary>Rows by predicted and actual category, in ordinal order.</summary>
    public IReadOnlyList<KeyValuePair<(string Predicted, string Actual), long>> Confusion =>
        [.. confusion.OrderBy(pair => pair.Key.Predicted, StringComparer.Ordinal).ThenBy(pair => pair.Key.Actual, StringComparer.Ordinal)];

    /// <summary>Rows by the delay of their label: one more than bounds.</summary>
    public IReadOnlyList<long> Delays => delays;

    /// <summary>Scores a category.</summary>
    public void Add(string predicted, string actual, TimeSpan delay)
    {
        Add(delay);
        var correct = predicted == actual;
        if (correct) Correct++;
        if (predicted.Length <= MaxCategory && actual.Length <= MaxCategory
            && (confusion.Count < MaxPairs || confusion.ContainsKey((predicted, actual))))
            confusion[(predicted, actual)] = confusion.GetValueOrDefault((predicted, actual)) + 1;
        else if (correct) OtherCorrect++;
        else OtherWrong++;
    }

    /// <summary>Scores a number.</summary>
    public void Add(double predicted, double actual, TimeSpan delay)
    {
        Add(delay);
        var error = predicted - actual;
        AbsoluteError = Sum(AbsoluteError, Math.Abs(error));
        SquaredError = Sum(SquaredError, error * error);
        Error = Sum(Error, error);
        LabelSum = Sum(LabelSum, actual);
        SquaredLabel = Sum(SquaredLabel, actual * actual);
    }

    private void Add(TimeSpan delay)
    {
        Rows++;
        var seconds = Math.Max(0, delay.TotalSeconds);
        var bin = 0;
        while (bin < DelayBounds.Count && seconds > DelayBounds[bin]) bin++;
        delays[bin]++;
    }

    // JSON has no infinity; an error of 1e200 squared is one.
    private static double Sum(double sum, double term) => Math.Clamp(sum + term, -double.MaxValue, double.MaxValue);
}
