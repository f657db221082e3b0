using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.LocalCluster.Api;

namespace Modelwright.Simulation.Clusters;

/// <summary>The resources that simulations look at.</summary>
public static class KnownResources
{
    public static readonly ResourceId ConfigMaps = new("", "v1", "configmaps");
    public static readonly ResourceId ControllerRevisions = new("apps", "v1", "controllerrevisions");
    public static readonly ResourceId CustomResourceDefinitions = new("apiextensions.k8s.io", "v1", "customresourcedefinitions");
    public static readonly ResourceId Datasets = new(ApiGroup.Name, ApiGroup.V1Alpha1, Dataset.Plural);
    public static readonly ResourceId Deployments = new("apps", "v1", "deployments");
    public static readonly ResourceId Events = new("events.k8s.io", "v1", "events");
    public static readonly ResourceId Experiments = new(ApiGroup.Name, ApiGroup.V1Alpha1, Experiment.Plural);
    public static readonly ResourceId Leases = new("coordination.k8s.io", "v1", "leases");
    public static readonly ResourceId Models = new(ApiGroup.Name, ApiGroup.V1Alpha1, Model.Plural);
    public static readonly ResourceId ModelVersions = new(ApiGroup.Name, ApiGroup.V1Alpha1, ModelVersion.Plural);
    public static readonly ResourceId Namespaces = new("", "v1", "namespaces");
    public static readonly ResourceId Pods = new("", "v1", "pods");
    public static readonly ResourceId Promotions = new(ApiGroup.Name, ApiGroup.V1Alpha1, Promotion.Plural);
    public static readonly ResourceId RetrainPolicies = new(ApiGroup.Name, ApiGroup.V1Alpha1, RetrainPolicy.Plural);
    public static readonly ResourceId TrainingRuns = new(ApiGroup.Name, ApiGroup.V1Alpha1, TrainingRun.Plural);
    public static readonly ResourceId Services = new("", "v1", "services");
}
