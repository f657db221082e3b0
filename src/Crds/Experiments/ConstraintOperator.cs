using System.Text.Json.Serialization;

namespace Modelwright.Crds.Experiments;

/// <summary>How a metric is compared with its bound.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConstraintOperator>))]
public enum ConstraintOperator
{
    /// <summary>At most the bound.</summary>
    LessOrEqual,

    /// <summary>At least the bound.</summary>
    GreaterOrEqual,
}
