using Modelwright.Crds.Models.Analysis;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Tests.Schemas;

/// <summary>Texts that satisfy the patterns of the schemas, at any length that the pattern allows.</summary>
internal static class Texts
{
    private static readonly Dictionary<string, Func<int, string>> Recipes = new()
    {
        [Patterns.Subdomain] = length => new string('a', length),
        [Patterns.Hostname] = length => new string('a', length),
        [Patterns.DnsLabel] = length => new string('a', length),
        [Patterns.LabelKey] = length => new string('a', length),
        [Patterns.LabelValue] = length => new string('a', length),
        [Patterns.Image] = length => new string('a', length),
        ["^[A-Za-z0-9][A-Za-z0-9._/:@-]*$"] = length => "h/" + new string('a', Math.Max(1, length - 4)) + ":v",
        [Patterns.Decimal] = length => new string('1', length),
        [Patterns.Sha256] = length => "sha256:" + new string('0', length - 7),
        [Duration.Pattern] = length => length < 5 ? "60s" : "60." + new string('0', length - 4) + "s",
        [Quantity.Pattern] = length => length < 3 ? "1" : "1." + new string('0', length - 2),
        ["^[A-Za-z_][A-Za-z0-9_]*$"] = length => new string('A', length),
        [@"^[A-Za-z0-9!#$%&'()*+,./:;=?@\[\]_~-]+$"] = length =>
            length < 18 ? "https://host/" + new string('a', Math.Max(1, length - 13))
            : "https://host/" + new string('a', length - 17) + ".dvc",
        [@"^[A-Za-z0-9!$'()*+,./:=_~-]+$"] = length => "s3://bucket/" + new string('a', Math.Max(1, length - 12)),
        ["^(https|s3|pvc|file)://[A-Za-z0-9!#$%&'()*+,./:;=?@\\[\\]_~-]+$"] = length => "s3://" + new string('a', Math.Max(1, length - 5)),
        [AnalysisLimits.SharePattern] = length => "0." + new string('1', length - 2),
        [MonitoringLimits.RatePattern] = length => length < 3 ? new string('1', length) : "1." + new string('0', length - 2),
        [MonitoringLimits.LimitPattern] = length => new string('1', length),
        [MonitoringLimits.TolerancePattern] = length => length < 3 ? "0" : "0." + new string('1', length - 2),
        [AnalysisLimits.QuantilePattern] = length => "0." + new string('9', length - 2),
        [AnalysisLimits.RatioPattern] = length => length < 3 ? new string('2', length) : "2." + new string('0', length - 2),
        [AnalysisLimits.StretchPattern] = length => Stretch(length),
        [@"^[A-Za-z0-9._/+-]+$"] = length => new string('a', length),
        [@"^[^\s\x00-\x1f]+$"] = length => new string('a', length),
        [RetrainPolicies.RetrainLimits.Cron] = length => new string('*', length),
        [RetrainPolicies.RetrainLimits.TimeZone] = length => new string('A', length),
        [RetrainPolicies.RetrainLimits.LocalTime] = length => "2026-11-27T00:00".PadRight(length, '0')[..length],
        [RetrainPolicies.RetrainLimits.Confidence] = length => "0." + new string('5', length - 2),
        [TrainingRuns.TrainingLimits.MetricPattern] = length => new string('a', length),
        [TrainingRuns.TrainingLimits.ParameterPattern] = length => new string('a', length),
        [TrainingRuns.TrainingLimits.TolerancePattern] = length => new string('1', length),
        [TrainingRuns.TrainingLimits.ValuePattern] = length => new string('1', length),
        ["^[A-Za-z0-9][A-Za-z0-9-]*$"] = length => new string('x', length),
        ["^[A-Za-z0-9][A-Za-z0-9_-]*$"] = length => new string('x', length),
        ["^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$"] = length => new string('A', length),
        [@"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$"] =
            length => new string('A', length),
    };

    /// <summary>A text of the given length; a pattern without a recipe is a new one, to be added above.</summary>
    public static string Matching(string? pattern, int length) =>
        pattern is null ? new string('x', length)
        : Recipes.TryGetValue(pattern, out var recipe) ? recipe(length)
        : throw new InvalidOperationException($"no recipe for the pattern {pattern}");

    /// <summary>A weight and four counts, 9 to 59 characters.</summary>
    private static string Stretch(int length)
    {
        var weight = Math.Max(1, length - 56);
        var digits = length - 4 - weight;
        return new string('1', weight)
            + string.Concat(Enumerable.Range(0, 4).Select(part => " " + new string('1', digits / 4 + (part < digits % 4 ? 1 : 0))));
    }
}
