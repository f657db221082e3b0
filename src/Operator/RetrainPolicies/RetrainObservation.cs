using Modelwright.Crds.Datasets;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Promotions;
using Modelwright.Operator.RetrainPolicies.Triggers;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.RetrainPolicies;

/// <summary>Gathers what a decision about a RetrainPolicy is made from. Reads caches only.</summary>
public sealed class RetrainObservation(
    CacheSet caches, IEnumerable<IDatasetVersions> versions, ServingSettings settings, TrainingSettings training, TimeProvider time)
{
    /// <summary>The index of runs by <c>namespace/policy</c>.</summary>
    public const string RunsByPolicy = "policy";

    /// <summary>Looks at everything that belongs to the policy.</summary>
    public RetrainObserved Observe(RetrainPolicy policy)
    {
        var (space, spec, cycle) = (policy.Metadata.NamespaceProperty, policy.Spec, policy.Status?.Cycle);
        var runs = caches.Store<TrainingRun>().InIndex(RunsByPolicy, $"{space}/{policy.Metadata.Name}").ToList();
        var model = caches.Store<Model>().Get(new ObjectKey(space, spec.Model));
        List<Promotion> promotions = [.. PromotionObservation.Of(caches, space, spec.Model)];
        var channel = spec.Channel ?? PromotionDefaults.Channel;
        var leads = ChannelPolicy.Resolve(channel, model?.Status?.Channel, promotions);
        var champion = model?.Spec.Source.Channel == channel ? ServingVersion.Champion(model.Status, leads) : leads?.Version;
        var candidate = cycle?.Version ?? runs.Find(run => run.Metadata.Name == cycle?.Run)?.Status?.ModelVersion;
        return new()
        {
            Now = time.GetUtcNow(),
            Policy = policy,
            Model = model,
            Older = Older(policy, channel),
            ChampionName = champion,
            Champion = Version(space, champion),
            Candidate = Version(space, candidate),
            Runs = runs,
            Promotion = promotions.Find(promotion => promotion.Metadata.Name == cycle?.Promotion),
            HighestNumber = caches.Store<TrainingRun>().List(space).Select(run => run.Metadata.Name)
                .Concat(caches.Store<Promotion>().List(space).Select(promotion => promotion.Metadata.Name))
                .Select(name => RetrainNames.Number(policy.Metadata.Name, name)).Append(0).Max(),
            Datasets = Names(spec).Distinct(StringComparer.Ordinal).Select(name => (name, fact: Data(space, name)))
                .Where(pair => pair.fact is not null).ToDictionary(pair => pair.name, pair => pair.fact!, StringComparer.Ordinal),
            MissingData = Missing(space, spec),
            BadData = Bad(space, spec, model),
            Drift = Signals.Of(model, model?.Status?.Drift),
            Performance = Signals.Of(model, model?.Status?.Performance),
            Settings = settings,
            Training = training,
        };
    }

    /// <summary>The Datasets that a policy looks at.</summary>
    public static IEnumerable<string> Names(RetrainPolicySpec spec) =>
        (spec.Triggers ?? []).Select(trigger => trigger.DataChange?.Dataset).OfType<string>()
            .Concat((spec.Template.Inputs ?? []).Select(input => input.Dataset?.Name).OfType<string>());

    private ModelVersion? Version(string space, string? name) =>
        name is null ? null : caches.Store<ModelVersion>().Get(new ObjectKey(space, name));

    private string? Older(RetrainPolicy policy, string channel) => caches.Store<RetrainPolicy>().List(policy.Metadata.NamespaceProperty)
        .Where(other => other.Metadata.Uid != policy.Metadata.Uid && other.Spec.Model == policy.Spec.Model
            && (other.Spec.Channel ?? PromotionDefaults.Channel) == channel && other.Metadata.DeletionTimestamp is null
            && (other.Metadata.CreationTimestamp < policy.Metadata.CreationTimestamp
                || (other.Metadata.CreationTimestamp == policy.Metadata.CreationTimestamp
                    && string.CompareOrdinal(other.Metadata.Name, policy.Metadata.Name) < 0)))
        .Select(other => other.Metadata.Name).Order(StringComparer.Ordinal).FirstOrDefault();

    private DatasetFact? Data(string space, string name) =>
        caches.Store<Dataset>().Get(new ObjectKey(space, name)) is not { } dataset ? null
            : new(dataset.Status?.Latest, dataset.Status?.Rows, dataset.Status?.Versions is [{ Eligible: false } newest, ..]
                ? $"the newest version of Dataset {name} did not pass "
                    + (newest.Checks?.Failed is [var failed, ..] ? $"its check {failed.Name}" : "its checks")
                : null);

    private string? Missing(string space, RetrainPolicySpec spec)
    {
        foreach (var input in spec.Template.Inputs ?? [])
            if (input.Dataset is { } dataset
                && versions.All(source => source.Find(space, dataset.Name, dataset.Version) is null))
                return $"input {input.Name}: Dataset {dataset.Name} has no version that passed its checks yet";
        return null;
    }

    private string? Bad(string space, RetrainPolicySpec spec, Model? model)
    {
        foreach (var input in spec.Template.Inputs ?? [])
            if (input.Dataset is { Version: null } dataset && Data(space, dataset.Name)?.Rejected is { } rejected) return rejected;
        return model?.Status?.DataQuality is { State: DataQualityState.Violated } quality
            ? $"requests to Model {model.Metadata.Name} break what its training data was like: {quality.Message}" : null;
    }
}
