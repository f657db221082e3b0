using Modelwright.Crds.Datasets;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Cli.Explain;

/// <summary>The kinds that can be explained, under the names that kubectl takes.</summary>
internal static class Kinds
{
    private static readonly (string Name, string Plural, string Short)[] All =
    [
        (Model.KindName, Model.Plural, "mdl"), (ModelVersion.KindName, ModelVersion.Plural, "mver"),
        (TrainingRun.KindName, TrainingRun.Plural, "trun"), (Experiment.KindName, Experiment.Plural, "mlexp"),
        (Dataset.KindName, Dataset.Plural, "dset"), (Promotion.KindName, Promotion.Plural, "promo"),
        (RetrainPolicy.KindName, RetrainPolicy.Plural, "rtp"),
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(kind => kind.Name.ToLowerInvariant());

    /// <summary>A kind by its name, plural or short name; null where there is none.</summary>
    public static (string Name, string Plural)? Find(string text)
    {
        foreach (var kind in All)
            if (new[] { kind.Name, kind.Plural, kind.Short }.Contains(text, StringComparer.OrdinalIgnoreCase))
                return (kind.Name, kind.Plural);
        return null;
    }
}
