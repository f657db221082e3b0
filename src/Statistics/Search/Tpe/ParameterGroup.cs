using Modelwright.Statistics.Search.Spaces;

namespace Modelwright.Statistics.Search.Tpe;

/// <summary>Parameters that exist under the same condition and are modelled by one density.</summary>
internal sealed record ParameterGroup(IReadOnlyList<Parameter> Parameters)
{
    /// <summary>The groups of a space, parents before what depends on them.</summary>
    public static IReadOnlyList<ParameterGroup> Of(SearchSpace space, bool multivariate) => multivariate
        ? [.. space.Ordered.GroupBy(ConditionKey).Select(group => new ParameterGroup([.. group]))]
        : [.. space.Ordered.Select(parameter => new ParameterGroup([parameter]))];

    private static string ConditionKey(Parameter parameter) => parameter.ActiveWhen is not { } condition
        ? ""
        : condition.Parameter + "\n" + string.Join('\n', condition.In.Distinct().Order(StringComparer.Ordinal));
}
