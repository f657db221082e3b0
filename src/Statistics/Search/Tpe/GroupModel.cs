using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Search.Spaces;

namespace Modelwright.Statistics.Search.Tpe;

/// <summary>The two densities of a group of parameters.</summary>
internal sealed class GroupModel(ParameterGroup group, TrialSplit split)
{
    private readonly ParzenEstimator _good = new(group, split.Good);
    private readonly ParzenEstimator _others = new(group, split.Others);

    /// <summary>The group exists beside the values chosen so far.</summary>
    public bool IsActive(IReadOnlyDictionary<string, string> values) => SearchSpace.IsActive(group.Parameters[0], values);

    /// <summary>Writes the candidate with the greatest ratio of good to other density.</summary>
    public void Choose(int candidates, RandomStream random, Dictionary<string, string> values)
    {
        var (best, bestScore) = (Array.Empty<string>(), double.NegativeInfinity);
        for (var i = 0; i < candidates; i++)
        {
            var texts = Texts(_good.Draw(random));
            // Scored as it will be tried: rounded.
            var point = Coordinates(texts);
            var score = _good.LogDensity(point) - _others.LogDensity(point);
            if (best.Length == 0 || score > bestScore)
                (best, bestScore) = (texts, score);
        }
        for (var d = 0; d < best.Length; d++)
            values.Add(group.Parameters[d].Name, best[d]);
    }

    private string[] Texts(double[] point) => [.. group.Parameters.Select((parameter, d) => parameter is CategoricalParameter categorical
        ? categorical.Values[(int)point[d]]
        : NumericDomain.Of(parameter).Write(parameter, point[d]))];

    private double[] Coordinates(string[] texts) =>
        [.. group.Parameters.Select((parameter, d) => parameter is CategoricalParameter categorical
        ? categorical.IndexOf(texts[d])
        : NumericDomain.Of(parameter).Read(texts[d]))];
}
