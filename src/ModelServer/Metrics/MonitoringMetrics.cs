using System.Globalization;
using Modelwright.ModelServer.Features;
using Modelwright.ModelServer.Feedback;
using Modelwright.ModelServer.Rest;
using Prometheus;

namespace Modelwright.ModelServer.Metrics;

/// <summary>The counts of <c>/v1/features</c> as series; what has never happened has none.</summary>
internal sealed class MonitoringMetrics
{
    /// <summary>Columns that have series, the first ones: a bin each is a series each.</summary>
    public const int MaxColumns = 100;

    private readonly Counter bins;
    private readonly Counter violations;
    private readonly Counter labels;
    private readonly Counter refused;
    private readonly Counter tokens;

    private MonitoringMetrics(MetricFactory factory)
    {
        bins = factory.CreateCounter("modelserver_feature_rows_total",
            "Rows by bin of the reference profile: its number, or the category, or other.",
            "feature", "bin");
        violations = factory.CreateCounter("modelserver_feature_violations_total",
            "Rows whose value is missing, nan, infinite, invalid, below_min, above_max or unseen.", "feature", "kind");
        labels = factory.CreateCounter("modelserver_labels_total",
            "Labels that came back for predictions, by the revision that predicted: correct or wrong; scored for numbers.",
            "revision", "outcome");
        refused = factory.CreateCounter("modelserver_feedback_refused_total",
            "Labels not counted: duplicate, or with a token that was malformed, forged or expired.", "reason");
        tokens = factory.CreateCounter("modelserver_feedback_tokens_total", "Rows answered with a token, for which a label may come.");
    }

    /// <summary>Reads the counts whenever the series are collected.</summary>
    public static void Observe(ServerMetrics metrics, InferenceService service)
    {
        var (features, desk) = (service.Features.Counters, service.Feedback);
        if (features is null && desk is null) return;
        var monitoring = new MonitoringMetrics(metrics.Factory);
        metrics.BeforeCollect(() =>
        {
            if (features is not null) monitoring.Update(features.Totals());
            if (desk is not null) monitoring.Update(desk);
        });
    }

    private void Update(FeatureTotals totals)
    {
        foreach (var column in totals.Features.Concat(totals.Outputs).Take(MaxColumns))
        {
            var name = column.Column.Name;
            for (var bin = 0; bin < column.Counts.Length; bin++)
                Set(bins, column.Counts[bin], name,
                    column.Column.Categorical?.Categories[bin].Value ?? bin.ToString(CultureInfo.InvariantCulture));
            Set(bins, column.OtherKnown, name, "other");
            Set(violations, column.Missing, name, "missing");
            Set(violations, column.NaN, name, "nan");
            Set(violations, column.Infinite, name, "infinite");
            Set(violations, column.Invalid, name, "invalid");
            Set(violations, column.BelowMin, name, "below_min");
            Set(violations, column.AboveMax, name, "above_max");
            Set(violations, column.Unseen, name, "unseen");
        }
    }

    private void Update(FeedbackDesk desk)
    {
        if (desk.Issued > 0) tokens.IncTo(desk.Issued);
        Set(refused, desk.Refused(TokenProblem.Malformed), "malformed");
        Set(refused, desk.Refused(TokenProblem.Forged), "forged");
        Set(refused, desk.Refused(TokenProblem.Expired), "expired");
        desk.Scores.Read(scores =>
        {
            Set(refused, desk.Scores.Duplicates, "duplicate");
            foreach (var score in scores)
            {
                if (score.IsNumber) Set(labels, score.Rows, score.Revision, "scored");
                else Set(labels, score.Correct, score.Revision, "correct");
                if (!score.IsNumber) Set(labels, score.Rows - score.Correct, score.Revision, "wrong");
            }
        });
    }

    private static void Set(Counter counter, long count, params string[] names)
    {
        if (count > 0) counter.WithLabels(names).IncTo(count);
    }
}
