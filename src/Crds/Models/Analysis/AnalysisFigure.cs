using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>What the bounds of a metric are bounds of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnalysisFigure>))]
public enum AnalysisFigure
{
    /// <summary>The new revision's share.</summary>
    Rate,

    /// <summary>The new revision's share divided by the serving one's.</summary>
    Ratio,

    /// <summary>The total variation distance of two distributions.</summary>
    Distance,

    /// <summary>The result of a query.</summary>
    Value,
}
