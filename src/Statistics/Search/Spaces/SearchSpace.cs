using System.Text;
using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Search.Spaces;

/// <summary>The parameters of a search. Use it only when <see cref="Problems"/> is empty.</summary>
public sealed class SearchSpace
{
    private readonly SortedDictionary<string, Parameter> _byName = new(StringComparer.Ordinal);

    /// <summary>A space of these parameters.</summary>
    public SearchSpace(IReadOnlyList<Parameter> parameters)
    {
        Parameters = parameters;
        Problems = SpaceRules.Check(parameters);
        // Parents first, so that whether a parameter exists is known when its turn comes.
        Ordered = Problems.Count == 0 ? SpaceRules.ParentsFirst(parameters) : parameters;
        if (Problems.Count > 0)
            return;
        foreach (var parameter in parameters)
            _byName.Add(parameter.Name, parameter);
    }

    /// <summary>As declared.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>What is wrong with the declaration, for people; empty when it can be searched.</summary>
    public IReadOnlyList<string> Problems { get; }

    internal IReadOnlyList<Parameter> Ordered { get; }

    /// <summary>Whether a parameter exists beside the values chosen so far.</summary>
    internal static bool IsActive(Parameter parameter, IReadOnlyDictionary<string, string> values) =>
        parameter.ActiveWhen is not { } condition
            || (values.TryGetValue(condition.Parameter, out var value) && condition.In.Contains(value));

    /// <summary>The values of this space's parameters; other names (the resource, fixed parameters) are left out.</summary>
    public Assignment Read(IReadOnlyDictionary<string, string> values) => new(values.Where(pair => _byName.ContainsKey(pair.Key)));

    /// <summary>The key of <see cref="Read"/>, without making it: histories have thousands.</summary>
    internal string KeyOf(IReadOnlyDictionary<string, string> values)
    {
        var key = new StringBuilder();
        foreach (var name in _byName.Keys)
        {
            if (values.TryGetValue(name, out var value))
                Assignment.AppendKey(key, name, value);
        }
        return key.ToString();
    }

    /// <summary>A uniform draw: every existing parameter on its own scale.</summary>
    public Assignment Draw(RandomStream random)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in Ordered)
        {
            if (IsActive(parameter, values))
                values.Add(parameter.Name, parameter.Draw(random));
        }
        return new(values);
    }

    /// <summary>What is wrong with an assignment, for people; empty when it is a point of this space.</summary>
    public IReadOnlyList<string> Check(IReadOnlyDictionary<string, string> values)
    {
        var problems = values.Keys.Where(name => !_byName.ContainsKey(name))
            .Select(name => $"'{name}' is no parameter of the search").ToList();
        foreach (var parameter in Ordered)
        {
            var given = values.TryGetValue(parameter.Name, out var value);
            if (given != IsActive(parameter, values))
                problems.Add(given ? $"'{parameter.Name}' has a value but is not active here" : $"'{parameter.Name}' has no value");
            else if (given && parameter.Problem(value!) is { } problem)
                problems.Add($"'{parameter.Name}': {problem}");
        }
        return problems;
    }
}
