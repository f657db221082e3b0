using System.Text.RegularExpressions;

namespace Modelwright.Statistics.Search.Spaces;

/// <summary>What a declaration of parameters must hold to.</summary>
internal static partial class SpaceRules
{
    private const int MaxParameters = 100, MaxParentValues = 1_000;

    public static IReadOnlyList<string> Check(IReadOnlyList<Parameter> parameters)
    {
        var problems = new List<string>();
        if (parameters.Count is 0 or > MaxParameters)
            problems.Add($"a search needs 1 to {MaxParameters} parameters, not {parameters.Count}");
        foreach (var twins in parameters.GroupBy(parameter => EnvironmentName(parameter.Name)).Where(group => group.Skip(1).Any()))
        {
            var names = string.Join(" and ", twins.Select(twin => $"'{twin.Name}'"));
            problems.Add($"parameters {names} have one environment variable, {twins.Key}; rename one");
        }
        foreach (var parameter in parameters)
        {
            if (!Name().IsMatch(parameter.Name))
                problems.Add($"'{parameter.Name}' is no parameter name: a letter or '_', then up to 62 letters, digits, '_', '.', '-'");
            if (parameter.Problem() is { } problem)
                problems.Add($"parameter '{parameter.Name}': {problem}");
            if (parameter.ActiveWhen is { } condition && Check(parameter, condition, parameters) is { } wrong)
                problems.Add($"parameter '{parameter.Name}', activeWhen: {wrong}");
        }
        return problems;
    }

    public static IReadOnlyList<Parameter> ParentsFirst(IReadOnlyList<Parameter> parameters) =>
        [.. parameters.OrderBy(parameter => Depth(parameter, parameters))];

    private static string? Check(Parameter parameter, Condition condition, IReadOnlyList<Parameter> parameters)
    {
        var parent = parameters.FirstOrDefault(candidate => candidate.Name == condition.Parameter);
        if (parent is null)
            return $"there is no parameter '{condition.Parameter}'";
        if (parent is DoubleParameter)
            return $"'{parent.Name}' is a real number; only categorical and int parameters can decide";
        if (parent.Problem() is not null)
            return null;
        if (parent.Cardinality > MaxParentValues)
            return $"'{parent.Name}' has {parent.Cardinality} values; one that decides has at most {MaxParentValues}";
        if (condition.In.Count == 0)
            return "'in' must name at least one value";
        if (condition.In.FirstOrDefault(value => parent.Problem(value) is not null) is { } impossible)
            return $"'{parent.Name}' cannot be '{impossible}'";
        return Depth(parameter, parameters) > parameters.Count ? "the conditions go round in a circle" : null;
    }

    private static int Depth(Parameter parameter, IReadOnlyList<Parameter> parameters)
    {
        var depth = 0;
        for (var current = parameter; current?.ActiveWhen is { } condition && depth <= parameters.Count; depth++)
            current = parameters.FirstOrDefault(candidate => candidate.Name == condition.Parameter);
        return depth;
    }

    private static string EnvironmentName(string name) => name.ToUpperInvariant().Replace('.', '_').Replace('-', '_');

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_.-]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
