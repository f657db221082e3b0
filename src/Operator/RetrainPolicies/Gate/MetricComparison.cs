using System.Globalization;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Statistics.Distributions;

namespace Modelwright.Operator.RetrainPolicies.Gate;

/// <summary>
/// Compares one metric of two versions. For a share of rows the difference counts at the lower end of its one-sided interval by the
/// normal approximation, d − z·√((p(1−p) + q(1−q))/n). The two shares are of the same rows and mostly err on the same ones, which makes
/// the true interval narrower: the gate is stricter than it has to be, never laxer, while errors of the two go together.
/// </summary>
internal static class MetricComparison
{
    /// <summary>Compares.</summary>
    /// <param name="rule">What it must be.</param>
    /// <param name="candidate">The candidate's value.</param>
    /// <param name="champion">The value of the version that serves.</param>
    /// <param name="rows">Rows of the holdout, if known.</param>
    public static PromotionEvidence Of(GateMetric rule, string candidate, string champion, long? rows)
    {
        var (mine, theirs) = (Number(candidate), Number(champion));
        var gain = rule.Direction == ObjectiveDirection.Maximize ? mine - theirs : theirs - mine;
        var (spread, words) = Spread(rule, mine, theirs, rows);
        var (lower, margin) = (gain - spread, Number(rule.Margin ?? "0"));
        var improve = (rule.Mode ?? GateMode.Improve) == GateMode.Improve;
        var passed = double.IsFinite(lower) && (improve ? lower > margin : lower >= -margin);
        var asked = improve ? $"must be better by more than {Text(margin)}" : $"may be worse by at most {Text(margin)}";
        return new()
        {
            Name = rule.Name,
            Candidate = candidate,
            Champion = champion,
            LowerBound = double.IsFinite(lower) ? Text(lower) : null,
            Rows = rows,
            Passed = passed,
            Message = Words.Cut($"{asked}; it is better by {Text(gain)}{words}"),
        };
    }

    /// <summary>A number of the API.</summary>
    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A number for the API.</summary>
    public static string Text(double number) => Math.Round(number, 9).ToString("0.#########", CultureInfo.InvariantCulture);

    /// <summary>The z that a standard normal stays below with this probability, to nine digits.</summary>
    private static double Quantile(double probability)
    {
        var (low, high) = (0.0, 10.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Normal.Lower(middle) < probability) low = middle;
            else high = middle;
        }

        return high;
    }

    private static (double Spread, string Words) Spread(GateMetric rule, double mine, double theirs, long? rows)
    {
        if (rule.Share != true) return (0, "");
        if (rows is not > 0) return (double.PositiveInfinity, ", but of how many rows is not recorded");
        if (mine is < 0 or > 1 || theirs is < 0 or > 1) return (double.PositiveInfinity, ", but it is no share: not from 0 to 1");
        var level = Number(rule.Confidence ?? RetrainDefaults.Confidence);
        var spread = Quantile(level) * Math.Sqrt((mine * (1 - mine) + theirs * (1 - theirs)) / rows.Value);
        return (spread, string.Create(CultureInfo.InvariantCulture,
            $", which with {rows} rows is surely (to {level}) at least lowerBound; less than {Text(spread)} cannot be told from nothing"));
    }
}
