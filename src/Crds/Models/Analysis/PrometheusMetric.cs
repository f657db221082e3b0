using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>A query of the Prometheus server that the operator's option <c>--prometheus-url</c> names.</summary>
[Cel("has(self.min) || has(self.max)", Message = "set min, max or both")]
[Cel("!has(self.min) || !has(self.max) || double(self.min) <= double(self.max)", Message = "min must not be above max")]
public sealed record PrometheusMetric
{
    /// <summary>
    /// A PromQL expression that has one value. <c>{{model}}</c>, <c>{{namespace}}</c>, <c>{{revision}}</c> (the new one) and
    /// <c>{{stable}}</c> stand for the names. No series, and the value NaN, mean that there is no data.
    /// </summary>
    [Length(1, 2048)]
    public string Query { get; init; } = "";

    /// <summary>The least value that is right.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Min { get; init; }

    /// <summary>The greatest value that is right.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Max { get; init; }
}
