namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>Answers by name, and the problems of those that gave none.</summary>
internal sealed class Answers<T>
{
    private const int MaxProblem = 180;

    public Dictionary<string, T> Found { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Problems { get; } = new(StringComparer.Ordinal);

    /// <summary>Those that answered something that cannot be read.</summary>
    public HashSet<string> Nonsense { get; } = new(StringComparer.Ordinal);

    public async Task TakeAsync(string name, Func<Task<T>> ask)
    {
        try
        {
            Found[name] = await ask();
        }
        catch (MeasurementException error)
        {
            var words = Pods.TerminationMessage.Tidy(error.Message);
            Problems[name] = words.Length <= MaxProblem ? words : words[..(MaxProblem - 1)] + "…";
            if (!error.Unanswered) Nonsense.Add(name);
        }
    }
}
