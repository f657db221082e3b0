using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Alerting;
using Modelwright.Operator.Datasets;
using Modelwright.Operator.Experiments;
using Modelwright.Operator.Experiments.Records;
using Modelwright.Operator.Gateways;
using Modelwright.Operator.Models;
using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Operator.Models.Monitoring;
using Modelwright.Operator.Models.Providers;
using Modelwright.Operator.ModelVersions;
using Modelwright.Operator.Promotions;
using Modelwright.Operator.RetrainPolicies;
using Modelwright.Operator.Routers;
using Modelwright.Operator.Tracking;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Agents;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Hosting;

namespace Modelwright.Operator.Hosting;

/// <summary>Puts the operator together.</summary>
public static class ModelwrightServices
{
    private const string Ours = $"{Labels.ManagedBy}={Labels.ManagedByValue}";

    /// <summary>What to do where several instances would sign with a key of their own each.</summary>
    internal const string NoSharedKey =
        "leader election is on, so every instance must sign in to routers with the same key, or each change of the leader replaces all "
        + "routers: make one (openssl ecparam -genkey -name prime256v1 -noout -out key.pem), mount it from a Secret (kubectl -n "
        + "modelwright-system create secret generic modelwright-router-key --from-file=key.pem), and name the file with --router-key; "
        + "or turn leader election off for a single instance";

    /// <summary>
    /// Adds the whole operator to a container that has a <see cref="TimeProvider"/>. In a generic host it runs by itself on a thread of
    /// its own; a simulation registers its own <see cref="IRouterClient"/>, <see cref="IMeasurementClient"/> and <see
    /// cref="IAgentClient"/> first, resolves <see cref="OperatorHost"/> and runs that on its pump.
    /// </summary>
    public static IServiceCollection AddModelwright(this IServiceCollection services, ModelwrightOptions options)
    {
        if (options is { LeaderElection: true, RouterKey: null }) throw new ArgumentException(NoSharedKey, nameof(options));
        var key = options.RouterKey ?? RouterKey.Create();
        services.AddSingleton(options.Settings);
        services.AddSingleton(provider => new RouterKeyring(key, options.RouterKeyFile, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RouterKeyring>>()));
        services.TryAddSingleton<IRouterClient>(provider =>
            HttpRouterClient.Create(Keys(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IAgentClient>(provider =>
            HttpAgentClient.Create(Keys(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IMeasurementClient>(provider => HttpMeasurementClient.Create(
            Keys(provider), options.Prometheus, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDatasetVersions, CachedDatasetVersions>();
        AddTracking(services, options.Tracking);
        services.AddSingleton(options.Training).AddSingleton<AgentLedger>().AddSingleton<TrainingRunObservation>();
        services.AddSingleton<PromotionObservation>().AddSingleton<RetrainObservation>();
        services.AddSingleton<RecordReader>().AddSingleton<ExperimentObservation>();
        services.AddSingleton<AnalysisLedger>().AddSingleton<MonitoringLedger>().AddSingleton<RouterLedger>();
        services.AddSingleton<ActivityLedger>().AddSingleton<RouterRefusals>();
        services.AddSingleton<GatewayReader>().AddSingleton<ModelMetrics>();
        services.AddSingleton<ModelObservation>().AddSingleton<RoutersObservation>();
        var builder = services.AddKubernetesOperator(runtime => Configure(runtime, options));
        AddCaches(builder);
        if (options.Settings.Snapshots) builder.Cache<V1ControllerRevision>(cache => cache.LabelSelector = Ours);
        AddControllers(builder, options);
        return services;
    }

    private static void AddTracking(IServiceCollection services, TrackingSettings? settings)
    {
        services.AddSingleton<TrackingLedger>();
        services.AddSingleton(provider => new ObjectTracking(settings, provider.GetRequiredService<TrackingLedger>(),
            provider.GetRequiredService<RecordQueue>(), provider.GetRequiredService<TimeProvider>()));
        if (settings is null) return;
        if (settings.Problem() is { } problem) throw new ArgumentException(problem, nameof(settings));
        services.AddSingleton(settings).AddSingleton<RunRecorder>();
        services.TryAddSingleton<IMlflowClient>(provider =>
            HttpMlflowClient.Create(settings, provider.GetRequiredService<TimeProvider>()));
    }

    private static Func<RouterKey> Keys(IServiceProvider provider)
    {
        var keys = provider.GetRequiredService<RouterKeyring>();
        return () => keys.Current;
    }

    private static void Configure(OperatorOptions runtime, ModelwrightOptions options)
    {
        runtime.Name = "modelwright-operator";
        runtime.AnnotationPrefix = ApiGroup.Name;
        runtime.Connection = options.Connection;
        runtime.WatchNamespace = options.WatchNamespace;
        runtime.LeaderElection.Enabled = options.LeaderElection;
        runtime.LeaderElection.LeaseNamespace = options.LeaseNamespace;
        runtime.AdminUrl = options.AdminUrl;
        runtime.Seed = options.Seed;
        if (options.Identity is not null) runtime.Identity = options.Identity;
    }

    /// <summary>
    /// Pods, ConfigMaps and accounts are cached only where they are ours: there are many others. Services are cached whole, because a
    /// Model must notice that its name is taken.
    /// </summary>
    private static void AddCaches(OperatorBuilder builder)
    {
        builder.UseJson(typeof(Model).Assembly, CrdJson.Options)
            .Cache<V1Pod>(options => options.LabelSelector = Ours)
            .Cache<V1ConfigMap>(options => options.LabelSelector = Ours)
            .Cache<V1ServiceAccount>(options => options.LabelSelector = Ours)
            .Cache<V1Deployment>(options => options.LabelSelector = Labels.Component)
            .Cache<V1Job>(options => options.LabelSelector = Ours)
            .Cache<HttpRoute>(options => (options.LabelSelector, options.Optional) = (Ours, true))
            .Cache<Gateway>(options => options.Optional = true)
            .AddIndex<Model>(ModelsByGateway, model => (model.Spec.Traffic?.GatewayRefs ?? []).Select(reference =>
                $"{reference.Namespace ?? model.Metadata.NamespaceProperty}/{reference.Name}").Distinct())
            .AddIndex<V1Pod>(ModelObservation.PodsByModel, pod =>
                Label(pod.Metadata, Labels.Model) is { } model ? [$"{pod.Metadata.NamespaceProperty}/{model}"] : [])
            .AddIndex<V1Pod>(RouterLedger.RoutersByNamespace, pod => RouterPod.IsRouter(pod) ? [pod.Metadata.NamespaceProperty] : [])
            .AddIndex<V1Pod>(TrainingRunObservation.PodsByRun, pod =>
                Label(pod.Metadata, Labels.Run) is { } run ? [$"{pod.Metadata.NamespaceProperty}/{run}"] : [])
            .AddIndex<TrainingRun>(RunsByDataset, run => WaitsForData(run)
                ? (run.Spec.Inputs ?? []).Select(input => input.Dataset?.Name).OfType<string>().Distinct()
                    .Select(dataset => $"{run.Metadata.NamespaceProperty}/{dataset}")
                : [])
            .AddIndex<Dataset>(DatasetsByReference, dataset =>
                DatasetController.References(dataset).Select(other => $"{dataset.Metadata.NamespaceProperty}/{other}"))
            .AddIndex<Model>(ModelsByVersion, model =>
                (model.Spec.Source.Version ?? model.Status?.Channel?.Version) is { } version
                    ? [$"{model.Metadata.NamespaceProperty}/{version}"] : [])
            .AddIndex<TrainingRun>(RetrainObservation.RunsByPolicy, run =>
                Label(run.Metadata, Labels.Policy) is { } policy ? [$"{run.Metadata.NamespaceProperty}/{policy}"] : [])
            .AddIndex<Promotion>(PromotionObservation.ByModel, promotion =>
                [$"{promotion.Metadata.NamespaceProperty}/{promotion.Spec.Model}"])
            .AddIndex<Promotion>(PromotionsByVersion, promotion => PromotionState.HasEnded(promotion)
                ? [] : [$"{promotion.Metadata.NamespaceProperty}/{promotion.Spec.Version}"]);
    }

    private const string ModelsByGateway = "gateway";
    private const string ModelsByVersion = "version";
    private const string PromotionsByVersion = "version";
    private const string RunsByDataset = "dataset";
    private const string DatasetsByReference = "reference";

    /// <summary>Its inputs are not pinned yet; afterwards no change of a Dataset means anything to it.</summary>
    private static bool WaitsForData(TrainingRun run) => run.Status?.Lineage is null;

    private static void AddControllers(OperatorBuilder builder, ModelwrightOptions options)
    {
        var tracks = options.Tracking is not null;
        var models = builder.AddController<ModelController, Model>()
            .Facts<ActivityWatcher>()
            .Owns<V1Deployment>().Owns<V1Service>().Owns<V1ConfigMap>().Owns<V2HorizontalPodAutoscaler>().Owns<V1PodDisruptionBudget>()
            .Owns<HttpRoute>()
            .Watches<Gateway>((gateway, caches) => caches.Store<Model>()
                .InIndex(ModelsByGateway, $"{gateway.Metadata.NamespaceProperty}/{gateway.Metadata.Name}").Select(KeyOf))
            .Watches<V1Pod>(pod =>
                Label(pod.Metadata, Labels.Model) is { } model ? [new ObjectKey(pod.Metadata.NamespaceProperty, model)] : [])
            .Watches<V1Pod>((pod, caches) => RouterPod.IsRouter(pod)
                ? caches.Store<Model>().List(pod.Metadata.NamespaceProperty).Select(KeyOf)
                : [])
            .Watches<V1ServiceAccount>((account, caches) => account.Metadata.Name == Names.ServingAccount
                ? caches.Store<Model>().List(account.Metadata.NamespaceProperty).Select(KeyOf)
                : [])
            .Watches<V1Service>(service => [new ObjectKey(service.Metadata.NamespaceProperty, service.Metadata.Name)])
            .Watches<ModelVersion>((version, caches) =>
                caches.Store<Model>().InIndex(ModelsByVersion, $"{version.Metadata.NamespaceProperty}/{version.Metadata.Name}")
                    .Select(KeyOf))
            .Watches<Promotion>(promotion => [new ObjectKey(promotion.Metadata.NamespaceProperty, promotion.Spec.Model)]);
        if (options.Settings.Snapshots) models.Owns<V1ControllerRevision>();
        AddPromotions(builder);
        AddRetraining(builder);
        builder.AddController<ModelVersionController, ModelVersion>()
            .Owns<V1Pod>()
            .Watches<V1Pod>(pod => VerificationPod.VersionOf(pod.Metadata.Name) is { } version
                ? [new ObjectKey(pod.Metadata.NamespaceProperty, version)] : []);
        var runs = builder.AddController<TrainingRunController, TrainingRun>()
            .Owns<V1Job>()
            .Watches<V1Pod>(pod => Label(pod.Metadata, Labels.Run) is { } run ? [new ObjectKey(pod.Metadata.NamespaceProperty, run)] : [])
            .Watches<V1PersistentVolumeClaim>(_ => [])
            .Watches<V1ServiceAccount>(_ => [])
            .Watches<V1ConfigMap>(_ => [])
            .Watches<Dataset>((dataset, caches) =>
                caches.Store<TrainingRun>().InIndex(RunsByDataset, $"{dataset.Metadata.NamespaceProperty}/{dataset.Metadata.Name}")
                    .Select(run => new ObjectKey(run.Metadata.NamespaceProperty, run.Metadata.Name)))
            .Watches<ModelVersion>(version =>
                Label(version.Metadata, Labels.Run) is { } run ? [new ObjectKey(version.Metadata.NamespaceProperty, run)] : []);
        builder.AddController<ExperimentController, Experiment>()
            .Owns<TrainingRun>().Owns<V1ConfigMap>()
            .Watches<Dataset>((dataset, caches) => caches.Store<Experiment>().List(dataset.Metadata.NamespaceProperty)
                .Where(experiment => ExperimentObservation.WaitsFor(experiment, dataset.Metadata.Name))
                .Select(experiment => new ObjectKey(experiment.Metadata.NamespaceProperty, experiment.Metadata.Name)))
            .Watches<ModelVersion>(version => Label(version.Metadata, Labels.Experiment) is { } experiment
                ? [new ObjectKey(version.Metadata.NamespaceProperty, experiment)] : []);
        builder.AddController<DatasetController, Dataset>()
            .Owns<V1Pod>().Owns<TrainingRun>()
            .Watches<Dataset>((dataset, caches) =>
                caches.Store<Dataset>().InIndex(DatasetsByReference, $"{dataset.Metadata.NamespaceProperty}/{dataset.Metadata.Name}")
                    .Select(other => new ObjectKey(other.Metadata.NamespaceProperty, other.Metadata.Name)));
        builder.AddReconciler<RoutersController, string>("routers")
            .Watches<Model>(model => [model.Metadata.NamespaceProperty])
            .Watches<V1Service>(service =>
                Label(service.Metadata, Labels.ManagedBy) == Labels.ManagedByValue ? [service.Metadata.NamespaceProperty] : [])
            .Watches<V1Pod>(pod => RouterPod.IsRouter(pod) ? [pod.Metadata.NamespaceProperty] : [])
            .Watches<V1Deployment>(item => item.Metadata.Name == Names.Router ? [item.Metadata.NamespaceProperty] : [])
            .Watches<V1PodDisruptionBudget>(item => item.Metadata.Name == Names.Router ? [item.Metadata.NamespaceProperty] : [])
            .Watches<V1ConfigMap>(item => item.Metadata.Name == Names.Routes ? [item.Metadata.NamespaceProperty] : [])
            .Watches<V1ServiceAccount>(item => [item.Metadata.NamespaceProperty]);
        builder.AddExternalEffects<RoutePusher>();
        builder.AddExternalEffects<RouterRefusals>();
        builder.AddExternalEffects<ActivityLedger>();
        builder.AddExternalEffects<MeasurementTaker>();
        builder.AddExternalEffects<FeatureTaker>();
        builder.AddExternalEffects<AgentCaller>();
        builder.AddExternalEffects<JobSuspender>();
        builder.AddExternalEffects<VersionRegistrar>();
        builder.AddExternalEffects<RecordQueue>();
        if (tracks) runs.Facts<RecordSender>();
    }

    private static void AddPromotions(OperatorBuilder builder) => builder.AddController<PromotionController, Promotion>()
        .Watches<Promotion>((promotion, caches) => Unfinished(caches, promotion.Metadata.NamespaceProperty, promotion.Spec.Model))
        .Watches<Model>((model, caches) => Unfinished(caches, model.Metadata.NamespaceProperty, model.Metadata.Name))
        .Watches<ModelVersion>((version, caches) => caches.Store<Promotion>()
            .InIndex(PromotionsByVersion, $"{version.Metadata.NamespaceProperty}/{version.Metadata.Name}").Select(KeyOf));

    private static void AddRetraining(OperatorBuilder builder) => builder.AddController<RetrainController, RetrainPolicy>()
        .Watches<TrainingRun>(run => Label(run.Metadata, Labels.Policy) is { } policy
            ? [new ObjectKey(run.Metadata.NamespaceProperty, policy)] : [])
        .Watches<Promotion>((promotion, caches) => Policies(caches, promotion.Metadata.NamespaceProperty, promotion.Spec.Model))
        .Watches<Model>((model, caches) => Policies(caches, model.Metadata.NamespaceProperty, model.Metadata.Name))
        .Watches<RetrainPolicy>((policy, caches) => Policies(caches, policy.Metadata.NamespaceProperty, policy.Spec.Model))
        .Watches<Dataset>((dataset, caches) => caches.Store<RetrainPolicy>().List(dataset.Metadata.NamespaceProperty)
            .Where(policy => RetrainObservation.Names(policy.Spec).Contains(dataset.Metadata.Name)).Select(KeyOf));

    private static IEnumerable<ObjectKey> Policies(CacheSet caches, string space, string model) =>
        caches.Store<RetrainPolicy>().List(space).Where(policy => policy.Spec.Model == model).Select(KeyOf);

    private static ObjectKey KeyOf(RetrainPolicy policy) => new(policy.Metadata.NamespaceProperty, policy.Metadata.Name);

    private static IEnumerable<ObjectKey> Unfinished(CacheSet caches, string space, string model) =>
        PromotionObservation.Of(caches, space, model).Where(promotion => !PromotionState.HasEnded(promotion)).Select(KeyOf);

    private static ObjectKey KeyOf(Promotion promotion) => new(promotion.Metadata.NamespaceProperty, promotion.Metadata.Name);

    private static ObjectKey KeyOf(Model model) => new(model.Metadata.NamespaceProperty, model.Metadata.Name);

    private static string? Label(V1ObjectMeta metadata, string name) =>
        metadata.Labels?.TryGetValue(name, out var value) == true ? value : null;
}
